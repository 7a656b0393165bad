"""Exit with 0 when the PostgreSQL and the Redis at the two given addresses answer."""

import sys

import psycopg
import redis


def main() -> int:
    """Try both; say which one does not answer."""
    postgres, cache = sys.argv[1:]
    server = postgres.rsplit("/", 1)[0]
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as error:
        print(f"PostgreSQL: {error}", file=sys.stderr)
        return 1
    try:
        with redis.Redis.from_url(cache, socket_connect_timeout=3) as client:
            client.ping()
    except redis.RedisError as error:
        print(f"Redis: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

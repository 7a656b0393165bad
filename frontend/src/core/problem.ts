/** What is wrong with one field of a request. `pointer` is a JSON pointer, such as `/password`. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** The server understood and refused: an RFC 9457 problem document. `message` is for the reader. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  /** How long the server asks to wait before trying again, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The whole document, for members this class does not name. */
  readonly document: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    document: Readonly<Record<string, unknown>>,
    retryAfterMs?: number,
  ) {
    super(textOf(document["detail"]) || textOf(document["title"]) || `HTTP ${status}`);
    this.name = "ProblemError";
    this.status = status;
    this.code = textOf(document["code"]);
    this.errors = Array.isArray(document["errors"]) ? document["errors"].map(fieldProblem) : [];
    this.retryAfterMs = retryAfterMs;
    this.document = document;
  }

  /** The texts about one field, named as in the request body. */
  about(field: string): string[] {
    return this.errors
      .filter(({ pointer }) => pointer.replace(/^[#/]+/, "") === field)
      .map(({ detail }) => detail);
  }
}

/** Nothing was heard from the server: no network, or no answer in time. */
export class NetworkError extends Error {
  readonly cause: unknown;

  constructor(cause: unknown) {
    super("network");
    this.cause = cause;
    this.name = "NetworkError";
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fieldProblem(value: unknown): FieldProblem {
  const entry = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return {
    // allauth's own API says `param` and `message` where RFC 9457 says `pointer` and `detail`.
    pointer: textOf(entry["pointer"]) || textOf(entry["param"]),
    code: textOf(entry["code"]),
    detail: textOf(entry["detail"]) || textOf(entry["message"]),
  };
}

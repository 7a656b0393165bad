"""How passwords are hashed on a real site."""

from config.hashers import ContestArgon2PasswordHasher


def test_a_password_costs_nineteen_mebibytes_and_two_passes() -> None:
    hasher = ContestArgon2PasswordHasher()
    encoded = hasher.encode("correct horse", "saltsaltsalt")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify("correct horse", encoded)
    assert not hasher.verify("wrong horse", encoded)

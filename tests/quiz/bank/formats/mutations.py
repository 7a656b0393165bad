"""Files that were valid until something happened to them."""

from hypothesis import strategies as st


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with some cut out, doubled, or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(
            st.just(b"")
            | st.just(data[start:end] * 2)
            | st.binary(max_size=8)
            | st.sampled_from([b"<", b">", b"&amp;", b"\x00", b"{1:SA:", b"</text>", b"999999999"])
        )
        data = data[:start] + piece + data[end:]
    return data

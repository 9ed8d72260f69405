"""XML as a stream of events, without entities, document types or anything fetched.

expat itself (not a tree builder) because a sheet is read in one pass and may be large. Names come
as ``"namespace local"``. What the elements mean belongs to the readers.
"""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from kc_pipeline.errors import UnreadableSubmission

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]

PROLOG_STEP = 1_024
"""Bytes at a time while looking for the root element, which most often stands in the first."""


def local_name(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def parse(
    chunks: Iterable[bytes],
    part: str,
    *,
    start: Start,
    end: End | None = None,
    text: Text | None = None,
) -> None:
    """Run the handlers over a part's bytes.

    Raises ``file.xml_entities`` for a document type and ``file.damaged`` for XML that is none.
    """
    parser = _parser(part)
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003  # expat names no parameters
    except (
        expat.ExpatError,
        LookupError,
    ) as error:  # LookupError: an encoding nobody knows
        raise UnreadableSubmission("file.damaged", f"{part}: {error}") from error


def refuse_document_type(chunks: Iterable[bytes], part: str) -> None:
    """Look at a part only as far as its root element, before which a document type must stand.

    For parts nobody reads: that they are well-formed is not asked.
    """
    parser = _parser(part)
    reached_root = False

    def at_root(_name: str, _attributes: Attributes) -> None:
        nonlocal reached_root
        reached_root = True
        parser.StartElementHandler = None

    parser.StartElementHandler = at_root
    try:
        for chunk in chunks:
            for begin in range(0, len(chunk), PROLOG_STEP):
                parser.Parse(chunk[begin : begin + PROLOG_STEP])
                if reached_root:
                    return
    except (expat.ExpatError, LookupError):
        return


def _parser(part: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 65_536

    def refuse(*_declaration: object) -> None:
        raise UnreadableSubmission("file.xml_entities", part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser

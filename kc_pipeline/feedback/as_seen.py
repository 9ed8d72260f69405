"""The text of a cell as a spreadsheet program set up for Vietnam shows it."""


def as_seen(value: object, text: str) -> str:
    """The text of a cell's content as the clerk's own program shows it: ``12,5`` of a number."""
    return text.replace(".", ",") if isinstance(value, float) else text

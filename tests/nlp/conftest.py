import pytest


@pytest.fixture(scope="session")
def pipeline():
    """The default pipeline, loaded once."""
    from tui.nlp.pipeline import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def quotes_of(pipeline):
    """Text → its quotes as (kind, source, cue, pieces) in words."""

    def find(text):
        doc = pipeline.nlp(text)
        return [
            (
                found.kind,
                found.source and found.source.of(text),
                found.cue and found.cue.of(text),
                [span.of(text) for span in found.content],
            )
            for found in doc._.inquit_quotes
        ]

    return find

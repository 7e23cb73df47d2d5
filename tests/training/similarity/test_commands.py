"""`flask accounts compare` and `flask accounts index`."""

import json
from pathlib import Path

from sqlalchemy import func, select

from tests.factories import people, portfolio
from tests.training.similarity.texts import prose
from training.similarity.models import AccountSignature, SignatureHash

ACCOUNTS = Path(__file__).parents[2] / "samples" / "accounts"


def run(app, *words):
    return app.test_cli_runner().invoke(args=["accounts", *map(str, words)])


def test_it_lists_the_pairs_that_share_passages_and_stores_nothing(app, session):
    people.centre()
    copy, source = (
        ACCOUNTS / "stobbart reflective account mtg6.txt",
        ACCOUNTS / "Akerele_D_C5-2_thinking-on-my-feet.pdf",
    )
    other = ACCOUNTS / "my first set - Winifred.md"
    answer = json.loads(run(app, "compare", source, other, copy, "--json").output)
    assert [(pair["a"], pair["b"], len(pair["passages"])) for pair in answer] == [(str(source), str(copy), 3)]
    assert answer[0]["passages"][0]["in_a"].startswith("In meeting 6 we were doing five steps.")
    assert (answer[0]["share_of_a"], answer[0]["share_of_b"]) == (0.276, 0.313)
    assert session.scalar(select(func.count(AccountSignature.id))) == 0


def test_it_says_in_words_that_nothing_is_shared(app, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(prose(300))
    assert run(app, "compare", tmp_path / "a.txt", tmp_path / "b.txt").output == (
        "2 accounts, and no passage that two of them share.\n"
    )


def test_bad_input_is_answered_with_one_line(app, tmp_path):
    (tmp_path / "a.txt").write_text(prose(300))
    (tmp_path / "b.docx").write_bytes(b"no document")
    for given, said in (
        ([tmp_path / "a.txt"], "at least two"),
        ([tmp_path / "a.txt", tmp_path / "b.docx"], "b.docx: "),
        ([tmp_path / "a.txt", tmp_path / "c.txt"], "does not exist"),
    ):
        answer = run(app, "compare", *given)
        assert answer.exit_code != 0
        assert said in answer.output.splitlines()[-1]


def test_the_index_is_rebuilt_and_a_second_time_nothing_is_put_in(app, session):
    portfolio.submission(text=prose(960))
    session.execute(SignatureHash.__table__.delete(), execution_options={"across_tenants": True})
    session.execute(AccountSignature.__table__.delete(), execution_options={"across_tenants": True})
    assert "put in now 1" in run(app, "index").output
    assert session.scalar(select(func.count(SignatureHash.value))) > 50
    assert "accounts in the index 1, put in now 0" in run(app, "index").output

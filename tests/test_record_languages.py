"""What the page adds to the minutes, and the values of fenced records, are in the language of the words round them, whatever that of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.fenced import WrittenRecord, find_lost_values, read_fences
from tests.support.laws import read_record
from tests.support.registers import plan_small

KEY = "council/2024-01-10"
BLOCKS = """\
    ## 1. Applications

    ```decision
    id: refused
    verb: REFUSED
    moved: dai-ellis
    text: {en: That it be refused., cy: Gwrthod y cais.}
    votes:
      for: [jane-rees, dai-ellis]
      against: 2
      casting: for
    ```

    ```declaration
    who: owen-adda
    kind: personal and prejudicial
    item: 1
    left: yes
    text: {en: He lives there., cy: Mae'n byw yno.}
    ```

    ```action
    id: letter
    do: {en: Write., cy: Ysgrifennu.}
    owner: [Clerk, leader, Highways]
    due: after the summer
    status: amber
    ```

    ```recommendation
    id: line
    to: cabinet
    text: {en: To open a line., cy: Agor llinell.}
    ```

    ```response
    to: line
    verdict: accepted in part
    text: {en: Yes., cy: Iawn.}
    ```
    """
IDS = """\
    ## 1. Ceisiadau

    ```decision
    id: refused
    ```

    ```declaration
    who: owen-adda
    kind: personal and prejudicial
    left: yes
    text: Mae'n byw yno.
    ```

    ```action
    id: letter
    ```

    ```recommendation
    id: line
    ```

    ```response
    to: line
    ```
    """


def list_values(html: str) -> list[str]:
    """Return every `<dt>` and `<dd>` of the fenced records, as they stand there."""
    fenced = "".join(re.findall(r'<div class="mb-record [^"]*mb-fenced".*?</dl>', html, re.DOTALL))
    return [" ".join(one.split()) for one in re.findall(r"<(d[td].*?)</d[td]>", fenced, re.DOTALL)]


def test_values_are_as_written_among_words_of_their_language(tmp_path: Path) -> None:
    values = list_values(plan_small(tmp_path, {f"content/{KEY}.md": BLOCKS}).render(f"{KEY}/"))
    for value in (
        "REFUSED",
        "personal and prejudicial",
        "yes",
        "Clerk",
        "after the summer",
        "amber",
        "accepted in part",
    ):
        assert f"dd>{value}" in values
    assert "dd><span data-inserted>For: </span>Jane Rees, Dai Ellis" in values
    assert "dd><span data-inserted>Against: </span>2" in values
    assert "dd><span data-inserted>Casting vote: </span>for" in values
    assert 'dd><a href="../../offices/leader/">Leader</a>' in values


def test_values_are_named_among_words_of_another(tmp_path: Path) -> None:
    files = {f"content/{KEY}.md": BLOCKS, f"content/{KEY}.cy.md": IDS}
    values = list_values(plan_small(tmp_path, files).render(f"cy/{KEY}/"))
    for value in ("Gwrthodwyd", "Personol a Rhagfarnus", "Do", "Clerc", "Oren", "Derbyniwyd yn rhannol"):
        assert f"dd>{value}" in values
    assert "dd><span data-inserted>O blaid: </span>Jane Rees, Dai Ellis" in values
    assert "dd><span data-inserted>Yn erbyn: </span>2" in values
    assert "dd><span data-inserted>Pleidlais fwrw: </span>O blaid" in values
    assert 'dd><a href="../../offices/leader/">Arweinydd</a>' in values
    # What has no name in the language stays as written, marked with its own.
    assert 'dd lang="en">after the summer' in values
    assert 'dd lang="en">Highways' in values
    for label in ("Canlyniad", "Pleidleisiau", "Gadawodd y cyfarfod", "Ateb"):
        assert f"dt data-inserted>{label}" in values


def test_minutes_in_one_language_have_their_values_in_it_on_every_page(tmp_path: Path) -> None:
    """The Welsh page of English minutes shows a block whole that has English words only: its values too, so that no sentence is in two languages."""
    english = re.sub(r"\{en: (.*?), cy: .*?\}", r"\1", BLOCKS)
    small = plan_small(tmp_path, {f"content/{KEY}.md": english})
    assert [re.sub(r'href="(?:\.\./)+', 'href="', one) for one in list_values(small.render(f"cy/{KEY}/"))] == [
        re.sub(r'href="(?:\.\./)+', 'href="', one) for one in list_values(small.render(f"{KEY}/"))
    ]


def test_a_block_that_has_welsh_words_is_in_welsh_among_english_minutes(tmp_path: Path) -> None:
    """It is marked as Welsh as a whole, and is the same as where the Welsh minutes name it."""
    alone, both = (
        plan_small(tmp_path / name, {f"content/{KEY}.md": BLOCKS} | more).render(f"cy/{KEY}/")
        for name, more in (("alone", {}), ("both", {f"content/{KEY}.cy.md": re.sub(" +(kind|left|text): .*", "", IDS)}))
    )
    assert list_values(alone) == list_values(both)
    assert alone.count('lang="cy"><a class="mb-record-label"') == 5
    assert both.count('lang="cy"><a class="mb-record-label"') == 0


def test_words_of_the_other_language_in_a_block_of_its_own(tmp_path: Path) -> None:
    """The format knows verdicts and interests by their English words alone: minutes in Welsh show them in Welsh."""
    block = """\
        ## 1. Un

        ```decision
        verb: GWRTHODWYD
        text: Gwrthod.
        votes: 7 o blaid, 2 yn erbyn
        ```

        ```declaration
        who: jane-rees
        kind: dispensation
        left: no
        ```
        """
    values = list_values(plan_small(tmp_path, {f"content/{KEY}.cy.md": block}).render(f"{KEY}/"))
    assert [one for one in values if one.startswith("dd")] == [
        "dd>GWRTHODWYD",
        "dd><p>Gwrthod.</p>",
        "dd>7 o blaid, 2 yn erbyn",
        'dd><a href="../../people/jane-rees/">Jane Rees</a>',
        "dd>Gollyngiad",
        "dd>Naddo",
    ]


@pytest.mark.parametrize(
    ("lang", "shown", "lost"),
    [
        ("en", ["REFUSED"], []),
        ("en", ["Gwrthodwyd"], ["refused"]),
        ("cy", ["Gwrthodwyd"], []),
        ("cy", ["REFUSED"], ["gwrthodwyd"]),
        ("cy", ["Gwrthodwyd y cais"], ["gwrthodwyd"]),
        ("cy", [], ["gwrthodwyd"]),
    ],
)
def test_the_law_asks_for_the_word_of_the_page(lang: str, shown: list[str], lost: list[str]) -> None:
    fence = WrittenRecord("decision", {"id": "a", "verb": "REFUSED"})
    found = list(find_lost_values(fence, shown, [], {}, lang))
    assert found == [f"decision: verb: {word!r} is not in {shown}" for word in lost]


def test_the_law_asks_for_names_in_the_language_of_the_page() -> None:
    votes = {"for": ["jane-rees"], "casting": "against"}
    names = {"jane-rees": frozenset({"Jane Rees"})}
    assert not list(
        find_lost_values(WrittenRecord("decision", {"votes": votes}), ["Jane Rees", "Yn erbyn"], [], names, "cy")
    )
    assert list(
        find_lost_values(WrittenRecord("decision", {"votes": votes}), ["Jane Rees", "against"], [], names, "cy")
    )
    text = {"en": "Yes.", "cy": "Iawn."}
    assert not list(find_lost_values(WrittenRecord("response", {"text": text}), ["Iawn."], [], {}, "cy"))
    assert list(find_lost_values(WrittenRecord("response", {"text": text}), ["Yes."], [], {}, "cy"))
    owner = WrittenRecord("action", {"owner": "Clerk"}, borrowed=frozenset(("owner",)))
    assert not list(find_lost_values(owner, ["Clerc"], [], {}, "cy"))
    assert list(find_lost_values(owner, ["Clerk"], [], {}, "cy"))


def test_the_law_asks_a_block_without_words_for_all_that_the_first_language_says(tmp_path: Path) -> None:
    first = "```action\nid: gate\ndo: {en: Mend it., cy: Trwsio.}\nowner: Clerk\ndue: 2024-02-01\nstatus: red\n```\n"
    first += "".join(
        f"```declaration\nwho: {who}\nkind: {kind}\n```\n" for who, kind in (("a", "x"), ("b", "y"), ("b", "z"))
    )
    (tmp_path / "a.md").write_text(first, "utf-8")
    own = "```action\nid: gate\nstatus: coch\n```\n```action\nid: gate\ndo: Ei thrwsio.\n```\n"
    own += "".join(f"```declaration\nwho: {who}\n```\n" for who in ("a", "b"))
    found = read_fences(tmp_path / "a.cy.md", own)
    words = {"en": "Mend it.", "cy": "Trwsio."}
    assert [(fence.entries, fence.borrowed) for fence in found] == [
        (
            {"id": "gate", "do": words, "owner": "Clerk", "due": "2024-02-01", "status": "coch"},
            frozenset(("do", "owner", "due")),
        ),
        ({"id": "gate", "do": "Ei thrwsio."}, frozenset()),
        ({"who": "a", "kind": "x"}, frozenset(("kind",))),
        ({"who": "b"}, frozenset()),  # nothing tells which of two
    ]


def test_the_name_of_a_link_is_in_the_language_of_the_words_it_quotes(tmp_path: Path) -> None:
    files = {
        f"content/{KEY}.md": "## 1. One\n\nRESOLVED to thank the [[offices/leader]].\n\n## Any other business\n\n| a |\n|---|\n| b |\n",
        f"content/{KEY}.cy.md": "## 1. Un\n\nPENDERFYNWYD diolch i'r [[offices/leader]].\n",
    }
    small = plan_small(tmp_path, files)
    html = small.render(f"cy/{KEY}/")
    assert 'aria-label="Penderfyniad, eitem 1">Penderfyniad</a>' in html
    # The item that the Welsh minutes lack is English as a whole, but for the notice that says so.
    other = html[html.index('id="any-other-business" lang="en"') :]
    assert 'aria-label="Link to “Any other business”">#</a>' in other
    assert 'aria-label="Table"' in other
    (tmp_path / "one").mkdir()
    small = plan_small(tmp_path / "one", {f"content/{KEY}.md": files[f"content/{KEY}.md"]})
    html = small.render(f"cy/{KEY}/")
    assert 'aria-label="Decision, item 1">Decision</a>' in html
    assert 'aria-label="Link to item 1">#</a>' in html
    assert read_record(html).words == [
        "1.",
        "One",
        "RESOLVED",
        "to",
        "thank",
        "the",
        ".",
        "Any",
        "other",
        "business",
        "a",
        "b",
    ]


def test_the_name_of_a_link_to_a_block_is_in_the_language_of_its_labels(tmp_path: Path) -> None:
    """It quotes the words where they are in that language too: no attribute is in two."""
    block = "## 1. One\n\n```summary\ntext: {cy: Diolch.}\nby: jane-rees\n```\n"
    small = plan_small(tmp_path, {f"content/{KEY}.md": block})
    html = small.render(f"{KEY}/")
    assert 'aria-label="Chair&#39;s summary, item 1">Chair&#39;s summary</a>' in html
    assert '<dd lang="cy">' in html
    html = small.render(f"cy/{KEY}/")
    assert 'aria-label="Crynodeb y Cadeirydd, eitem 1">Crynodeb y Cadeirydd</a>' in html
    assert '<dd lang="cy">' not in html


def test_links_to_several_records_of_a_kind_are_told_apart_by_their_words(tmp_path: Path) -> None:
    thanks = "RESOLVED to thank the [[offices/leader]], who has been the leader of this council for ten years."
    files = {
        f"content/{KEY}.md": f"## 1. One\n\n{thanks}\n\nRESOLVED to go home.\n\nAction: Clerk to write.\n\n## Two\n\nRESOLVED so.\n",
        f"content/{KEY}.cy.md": "## 1. Un\n\nPENDERFYNWYD diolch i'r [[offices/leader]].\n\nPENDERFYNWYD mynd adref.\n",
    }
    small = plan_small(tmp_path, files)
    html = small.render(f"{KEY}/")
    for name in (
        "Decision, item 1: link to “RESOLVED to thank the Leader, who has been the…”",
        "Decision, item 1: link to “RESOLVED to go home.”",
        "Action, item 1",
        "Decision: link to “RESOLVED so.”",
    ):
        assert html.count(f' aria-label="{name}">') == 1
    html = small.render(f"cy/{KEY}/")
    assert 'aria-label="Penderfyniad, eitem 1: dolen i “PENDERFYNWYD diolch i&#39;r Arweinydd.”">' in html


def test_links_to_several_blocks_of_a_kind_are_told_apart_by_their_words(tmp_path: Path) -> None:
    blocks = "".join(f"```summary\ntext: {text}\nby: jane-rees\n```\n\n" for text in ("Thanks.", "More thanks."))
    html = plan_small(tmp_path, {f"content/{KEY}.md": f"## 1. One\n\n{blocks}"}).render(f"{KEY}/")
    assert 'aria-label="Chair&#39;s summary, item 1: link to “More thanks.”">' in html


def test_an_action_of_a_plan_is_linked_in_the_language_of_its_title(tmp_path: Path) -> None:
    plan = "title: {en: Plan, cy: Cynllun}\nbody: cabinet\nactions: [{id: a, title: {en: Mend it}}, {id: b, title: {en: Paint it, cy: Ei baentio}}]\n"
    html = plan_small(tmp_path, {"content/plans/one.yml": plan, f"content/{KEY}.md": "## 1. One\n"}).render(
        "cy/plans/one/"
    )
    assert 'href="#a" aria-label="Link to “Mend it”" lang="en">#</a>' in html
    assert 'href="#b" aria-label="Dolen i “Ei baentio”">#</a>' in html


@pytest.mark.parametrize(
    ("written", "english", "welsh"),
    [
        ("paragraph 14", "paragraph 14 of", "paragraff 14 o"),
        ("paragraphs 12 and 13", "paragraphs 12 and 13 of", "paragraffau 12 a 13 o"),
        ("paragraphs 12, 13 & 14A", "paragraphs 12, 13 and 14A of", "paragraffau 12, 13 a 14A o"),
        ("paragraph 12; 14", "paragraphs 12 and 14 of", "paragraffau 12 a 14 o"),
    ],
)
def test_paragraphs_of_exempt_information_are_listed_in_the_language(
    written: str, english: str, welsh: str, tmp_path: Path
) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": f"## 1. Land (exempt: {written})\n\nConsidered.\n"})
    assert f"<p>Exempt information: {english} Schedule 12A" in small.render(f"{KEY}/")
    assert f"<p>Gwybodaeth eithriedig: {welsh} Atodlen 12A" in small.render(f"cy/{KEY}/")


@pytest.mark.parametrize("written", ["12 to 14", "12 of Part 4", "12–14"])
def test_other_words_on_exempt_information_stay_in_a_sentence_of_their_language(written: str, tmp_path: Path) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": f"## 1. Land (exempt: paragraphs {written})\n\nConsidered.\n"})
    sentence = f"Exempt information: paragraphs {written} of Schedule 12A to the Local Government Act 1972"
    assert f"<p>{sentence}</p>" in small.render(f"{KEY}/")
    assert f'<p><span lang="en">{sentence}</span></p>' in small.render(f"cy/{KEY}/")


def test_a_record_of_one_language_says_so_in_a_whole_sentence(tmp_path: Path) -> None:
    files = {
        f"content/{KEY}.md": "## 1. One\n\nRESOLVED one.\n\nRESOLVED two.\n",
        f"content/{KEY}.cy.md": "## 1. Un\n\nPENDERFYNWYD un.\n",
    }
    html = plan_small(tmp_path, files).render(f"cy/{KEY}/")
    assert ">Penderfyniad (mewn un iaith yn unig: Saesneg)</a>" in html

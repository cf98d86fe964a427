"""What cells and rows may say, and the sentence for everything that they may not."""

from __future__ import annotations

import pytest

from explorer.data.load import load_landscape
from tests.data.problems import problems_in, the_problem_in

# --- the meaning of cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"events": ("2025-03-22,state", "2025-03-22,stat")},
            'events.csv row 4, column "lane": "stat" is not a lane of this landscape — '
            'use state, city (did you mean "state"?)',
        ),
        (
            {"events": ("occurred,1,order-text", "occurred,1,order-txt")},
            'events.csv row 5, column "instrument": "order-txt" is not an instrument of this landscape — '
            'use bus-bill, order-text (did you mean "order-text"?)',
        ),
        (
            {"relations": ("reyes-signed,ana-reyes", "reyes-signed,ana-reyez")},
            'relations.csv row 2, column "subject": "ana-reyez" is not an actor or event of this landscape — '
            "use ana-reyes, council, riders, statehouse, resolution-2000, bill-introduced, bill-dies, night-order, "
            'ordinance-planned (did you mean "ana-reyes"?)',
        ),
        (
            {"relations": (",supports,", ",suports,")},
            'relations.csv row 5, column "verb": "suports" is not a verb — '
            'correct it or add it to verbs.csv (did you mean "supports"?)',
        ),
        (
            {"relations": (",supports,", ",proposed,")},
            'relations.csv row 5, column "verb": "proposed" is not a verb — '
            'correct it or add it to verbs.csv (did you mean "sponsored"?)',
        ),
        (
            {"relations": ("claimed,ana-reyes", "claimed,ana-reyes;nobody")},
            'relations.csv row 5, column "attributed_to": "nobody" is not an actor or source of this landscape — '
            "use curators, ana-reyes, council, riders, statehouse, herald, minutes",
        ),
        (
            {"claims": ("cost-mayor,night-order", "cost-mayor,herald")},
            'claims.csv row 2, column "about": "herald" is not an actor, event, instrument, provision '
            "or relation of this landscape — correct it or add it to actors.csv, events.csv, instruments.csv, "
            "provisions.csv or relations.csv",
        ),
        (
            {"provisions": ("herald@L2", "herold@L2")},
            'provisions.csv row 2, column "sources": "herold" is not a source of this landscape — '
            'use herald, minutes (did you mean "herald"?)',
        ),
        (
            {"provisions": ("herald@L2", "herald@")},
            'provisions.csv row 2, column "sources": "herald@" has nothing after the "@"',
        ),
        (
            {"provisions": ("herald@L2", "@L2")},
            'provisions.csv row 2, column "sources": "@L2" names no source — write source-id@',
        ),
        (
            {"provisions": ("order-text,", "order,")},
            'provisions.csv row 2, column "instrument": "order" is not an instrument',
        ),
        (
            {
                "sources": ("news,articles", "news,pamphlets"),
                "landscape": (
                    '[[lanes]]\nid = "state"',
                    '[[layers]]\nid = "articles"\nlabel = "A"\n[[lanes]]\nid = "state"',
                ),
            },
            'sources.csv row 2, column "group": "pamphlets" is not a layer of sources of this landscape — ',
        ),
        (
            {"events": ("planned,1,", "plannd,1,")},
            'events.csv row 6, column "status": "plannd" is not a status — use occurred, ',
        ),
        (
            {"claims": ("contradicted", "disputed")},
            'claims.csv row 3, column "standing": "disputed" is not a standing — use ',
        ),
        (
            {"events": ("2025-07-21", "2025-07/2025-03")},
            'events.csv row 5, column "date": "2025-07/2025-03" ends before it starts',
        ),
        (
            {"events": ("Bill introduced,B12,2024-05", "Bill introduced,B12,")},
            'events.csv row 3, column "date": is empty — write 2000, ',
        ),
        ({"actors": ("Ana Reyes", "")}, 'actors.csv row 2, column "name": is empty — fill it in'),
        (
            {"actors": ("riders,Night", ",Night")},
            'actors.csv row 4, column "id": is empty — give the row an id of its own',
        ),
    ],
)
def test_a_cell_that_cannot_be_right_is_told_with_the_valid_values(write_world, changes, problem) -> None:
    assert any(told.startswith(problem) for told in problems_in(write_world(**changes)))


@pytest.mark.parametrize(
    ("file", "cited"),
    [
        ("actors", "herald@L4"),
        ("events", "minutes@p2"),
        ("instruments", "herald@L6"),
        ("provisions", "herald@L2"),
        ("relations", "herald@L9"),
        ("claims", "herald@L3"),
    ],
)
def test_no_row_stands_without_a_citation(write_world, file, cited) -> None:
    assert the_problem_in(write_world(**{file: (cited, " ; ")})).endswith(
        'column "sources": is empty — write source-id@locator; no row stands without a citation'
    )


@pytest.mark.parametrize(
    "bad", ["Stop Anywhere", "stop_anywhere", "-stop", "stop--anywhere", "stöp", "st\u043ep", "../x"]
)
def test_an_id_is_lower_case_words_joined_by_hyphens(write_world, bad) -> None:
    told = the_problem_in(write_world(provisions=("stop-anywhere", bad)))
    assert told.startswith(
        f'provisions.csv row 2, column "id": "{bad}" is not an id — write lower-case words joined by'
    )


@pytest.mark.parametrize("bad", ["__proto__", "constructor", "prototype"])
def test_an_id_that_browsers_keep_for_themselves_is_refused(write_world, bad) -> None:
    assert f'"{bad}" is a word that browsers keep' in the_problem_in(write_world(provisions=("stop-anywhere", bad)))


def test_an_id_is_unique_across_the_whole_landscape_and_the_first_row_is_named(write_world) -> None:
    assert the_problem_in(write_world(provisions=("stop-anywhere", "council"))) == (
        'provisions.csv row 2, column "id": "council" is already the id of actors.csv row 3 — give each its own id'
    )
    assert the_problem_in(write_world(provisions=("stop-anywhere", "city"))).endswith(
        '"city" is already the id of landscape.toml, lanes, number 2 — give each its own id'
    )


def test_ids_that_a_reader_would_take_for_each_other_are_reported(write_world) -> None:
    assert (
        'column "id": "nightorder" differs from "night-order" (events.csv row 5) only in case, spaces'
        in the_problem_in(write_world(provisions=("stop-anywhere", "nightorder")))
    )


def test_numbered_ids_are_not_taken_for_each_other(write_world) -> None:
    row = "{},order-text,Drivers stop.,,herald@L2"
    head = "id,instrument,text,condition,sources"
    load_landscape(write_world(provisions="\n".join([head, row.format("r-1-12"), row.format("r-11-2")])))


@pytest.mark.parametrize(
    "name",
    ["riverton council", "Riverton  Council", "Riverton С\u043euncil", "Ｒiverton Council"],
)
def test_names_that_a_reader_would_take_for_each_other_are_reported(write_world, name) -> None:
    told = the_problem_in(write_world(actors=("Night riders", name)))
    assert f'"{name}" differs from "Riverton Council" (actors.csv row 3) only in case, spaces' in told


def test_two_actors_may_not_share_a_name_but_two_events_may_share_a_title(write_world) -> None:
    assert '"Riverton Council" is already the name of actors.csv row 3' in the_problem_in(
        write_world(actors=("Night riders", "Riverton Council"))
    )
    load_landscape(write_world(events=("Bus bill introduced", "Bus bill dies")))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        *((bad, "is not a web address") for bad in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd")),
        *((bad, "is not a web address") for bad in ("//herald.example/x", "herald.example", "ftp://herald.example")),
        *(
            (bad, "carries a user name")
            for bad in ("https://user:pass@herald.example", "https://herald.example@evil.example")
        ),
        *((bad, "has no host") for bad in ("https://", "https:///x", "https://her_ald/", "https://hérald.example")),
        *(
            (bad, "holds a space")
            for bad in ("https://herald.example/a b", "https://herald.example/<b>", "https://h\\evil")
        ),
        ("https://herald.example:99999/", "is not a web address"),
        ("https://[::1", "is not a web address"),
    ],
)
def test_only_plain_web_addresses_are_taken(write_world, bad, reason) -> None:
    cell = f'"{bad}"' if "," in bad else bad
    told = the_problem_in(write_world(sources=("https://herald.example/buses", cell)))
    assert told.startswith('sources.csv row 2, column "url": ')
    assert reason in told


def test_an_address_may_be_unknown(write_world) -> None:
    assert load_landscape(write_world(sources=("https://herald.example/buses", ""))).sources[0].url == ""


# --- the meaning of rows -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["occurred", "ongoing"])
def test_what_lies_after_the_as_of_day_has_not_happened(write_world, status) -> None:
    told = the_problem_in(write_world(events=("2025-08?,city,ordinance,planned", f"2025-08?,city,ordinance,{status}")))
    assert told.startswith(
        f'events.csv row 6, column "status": "{status}", but its date 2025-08? is after the landscape\'s as_of'
    )


def test_what_may_lie_before_the_as_of_day_may_have_happened(write_world) -> None:
    load_landscape(write_world(events=("2025-08?,city,ordinance,planned", "2025,city,ordinance,occurred")))


def test_an_end_of_the_wrong_kind_for_the_verb_is_told(write_world) -> None:
    assert the_problem_in(write_world(relations=("ana-reyes,signed", "council,signed"))) == (
        'relations.csv row 2, column "subject": "council" is an actor of kind "body", which "signed" does not take — '
        "its subject is person or office (see verbs.csv)"
    )


def test_a_verb_that_takes_any_actor_or_event_takes_each_kind_of_them(write_world) -> None:
    load_landscape(write_world(relations=("riders,supports,night-order", "statehouse,supports,bill-dies")))


def test_a_claimed_relation_names_the_claimant(write_world) -> None:
    assert the_problem_in(write_world(relations=("claimed,ana-reyes", "claimed,"))) == (
        'relations.csv row 5, column "attributed_to": is empty, but the basis is "claimed" — '
        "name the actor or source who says so, or choose another basis"
    )


def test_a_record_has_no_relation_to_itself(write_world) -> None:
    assert '"night-order" is the subject too' in the_problem_in(
        write_world(relations=("builds-on,resolution-2000", "builds-on,night-order"))
    )


def test_a_kind_of_actor_is_not_a_kind_of_event(write_world) -> None:
    assert any('"body" is a kind of actor' in told for told in problems_in(write_world(events=("bill step", "body"))))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("stance,for", "stance,"), 'column "side": is empty, but the group is "stance" — write for or against'),
        (
            ("lineage,,", "lineage,against,"),
            'column "side": "against", but only a verb of the group stance takes sides',
        ),
        (("stance,for", "stance,with"), 'column "side": "with" is not a side — use for, against'),
        (("person;office", "person;ofice"), 'column "subject_kinds": "ofice" is not a kind of any actor or event here'),
        (("lineage,,event,event", "lineage,,event,"), 'column "object_kinds": is empty — fill it in'),
    ],
)
def test_a_verb_is_consistent(write_world, change, problem) -> None:
    assert problem in the_problem_in(write_world(verbs=change))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            ("contradicted", "preferred"),
            'row 3, column "standing": is preferred for the "cost" of "night-order", but row 2',
        ),
        (
            ("preferred", "agrees"),
            'row 2, column "standing": none of the 2 values for the "cost" of "night-order"',
        ),
        (("The only figure with a budget line.", ""), 'row 2, column "note": is empty, but this is the preferred of 2'),
    ],
)
def test_of_several_values_one_is_preferred_and_says_why(write_world, change, problem) -> None:
    assert the_problem_in(write_world(claims=change)).startswith(f"claims.csv {problem}")


def test_values_may_all_be_unsettled(write_world) -> None:
    folder = write_world(claims=("preferred", "unsettled"))
    text = (folder / "claims.csv").read_text(encoding="utf-8")
    (folder / "claims.csv").write_text(text.replace("contradicted", "unsettled"), encoding="utf-8")
    assert {claim.standing for claim in load_landscape(folder).claims} == {"unsettled"}

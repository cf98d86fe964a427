"""What a landscape rests on, and what a curator is asked to look at again."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

from explorer.data.checks.audit import audit, content_hash, landscape_citation
from explorer.data.checks.findings import KINDS, Finding
from explorer.data.load import load_landscape
from explorer.landscape import Landscape


def counted(counts) -> dict[str, int]:
    return {count.id or count.name: count.rows for count in counts}


def found(world: Landscape, kind) -> list[Finding]:
    return list(audit(world).of_kind(kind))


def with_actors(world: Landscape, **kinds_by_name: str) -> Landscape:
    """The world with more actors, an underscore in a name standing for a space."""
    like = world.actors[0]
    more = (
        replace(like, id=name.lower().replace("_", "-"), name=name.replace("_", " "), kind=kind)
        for name, kind in kinds_by_name.items()
    )
    return replace(world, actors=(*world.actors, *more))


# --- coverage ------------------------------------------------------------------------------------------------------


def test_a_row_counts_once_for_every_source_it_cites(small_world) -> None:
    assert counted(audit(small_world).by_source) == {"herald": 17, "minutes": 5}


def test_rows_are_counted_by_the_layers_they_rest_on_and_add_up_to_all(small_world) -> None:
    layers = counted(audit(small_world).by_group)
    assert layers == {"articles only": 16, "public record only": 4, "articles and public record": 1}
    assert sum(layers.values()) == len(small_world.rows)


def test_events_are_counted_in_the_year_in_which_they_begin(small_world) -> None:
    assert counted(audit(small_world).by_year) == {"2000": 1, "2024": 1, "2025": 3}


def test_every_lane_is_counted_from_top_to_bottom(small_world) -> None:
    assert [(count.name, count.rows) for count in audit(small_world).by_lane] == [("State", 4), ("City", 7)]


def test_a_basis_that_no_relation_has_is_counted_as_none(small_world) -> None:
    assert counted(audit(small_world).by_basis) == {
        "reported": 4,
        "claimed": 1,
        "planned": 1,
        "opinion": 0,
        "inferred": 1,
    }


# --- findings ------------------------------------------------------------------------------------------------------


def test_rows_on_one_source_alone_are_one_finding_that_names_them(small_world) -> None:
    (alone,) = found(small_world, "single source")
    assert alone.id == "herald"
    assert "reyes-signed" in alone.rows
    assert "night-order" not in alone.rows, "the minutes tell it too"


def test_two_texts_of_one_interview_do_not_make_a_row_better_supported(write_world) -> None:
    folder = write_world()
    sources = (folder / "sources.csv").read_text(encoding="utf-8").replace("articles,,", "articles,interview,")
    (folder / "sources.csv").write_text(sources.replace("record,,", "record,interview,"), encoding="utf-8")
    (finding,) = found(load_landscape(folder), "one line of evidence")
    assert finding.rows == ("night-order",)
    assert finding.sentence == (
        "1 event rests on several texts that are one line of evidence: Riverton Herald; Town of Riverton."
    )


def test_a_plan_whose_day_is_past_is_pointed_out(write_world) -> None:
    assert found(load_landscape(write_world()), "past its day without an outcome") == []
    (finding,) = found(
        load_landscape(write_world(landscape=("2025-07-25", "2025-09-01"))), "past its day without an outcome"
    )
    assert finding.id == "ordinance-planned"
    assert "planned for August 2025 (uncertain), which is past on 1 September 2025" in finding.sentence


def test_a_plan_is_not_past_before_the_last_day_it_may_mean(write_world) -> None:
    world = load_landscape(write_world(landscape=("2025-07-25", "2025-08-31")))
    assert found(world, "past its day without an outcome") == []


def test_a_plan_with_an_outcome_is_not_pointed_out(small_world) -> None:
    late = "past its day without an outcome"
    world = replace(small_world, as_of=date(2025, 12, 31))
    assert found(world, late)
    settled = tuple(replace(e, outcome="night-order") if e.id == "ordinance-planned" else e for e in world.events)
    assert found(replace(world, events=settled), late) == []


def with_date_claim(write_world, value: str, standing: str) -> Landscape:
    row = f"early,night-order,date,{value},{standing},riders,Because.,herald@L4\n"
    return load_landscape(write_world(claims=("cost-riders,", row + "cost-riders,")))


def test_a_date_that_is_shown_although_a_claim_calls_it_contradicted_is_pointed_out(write_world) -> None:
    (finding,) = found(with_date_claim(write_world, "2025-07-21", "contradicted"), "value shown against the claims")
    assert finding.id == "night-order"
    assert finding.sentence.endswith("shows the date 21 July 2025, which a claim calls contradicted.")


def test_a_date_that_is_not_the_preferred_one_is_pointed_out(write_world) -> None:
    (finding,) = found(with_date_claim(write_world, "2025-07-20", "preferred"), "value shown against the claims")
    assert finding.sentence.endswith("shows the date 21 July 2025, but the preferred claim says 20 July 2025.")


def test_a_preferred_date_in_words_or_equal_to_what_is_shown_is_no_finding(write_world) -> None:
    for value in ("2025-07-21", "a Monday"):
        assert found(with_date_claim(write_world, value, "preferred"), "value shown against the claims") == []


def test_what_lasts_agrees_with_the_day_on_which_it_began(write_world) -> None:
    row = "began,reyes-leads,date,2021-03,preferred,,Because.,minutes\n"
    world = load_landscape(write_world(claims=("cost-riders,", row + "cost-riders,")))
    assert found(world, "value shown against the claims") != [], "2021 is not March 2021"
    folder = write_world(claims=("cost-riders,", row + "cost-riders,"), relations=("2021/..", "2021-03-05/.."))
    assert found(load_landscape(folder), "value shown against the claims") == []


def test_two_persons_of_one_surname_are_pointed_out_and_two_bodies_are_not(small_world) -> None:
    world = with_actors(small_world, Luis_Reyes="person", Casa_Reyes="organization")
    (finding,) = found(world, "look-alike names")
    assert finding.sentence == "“Ana Reyes” and “Luis Reyes” share a surname."
    assert finding.rows == ("ana-reyes", "luis-reyes")


def test_what_stands_behind_a_surname_is_none(small_world: Landscape) -> None:
    world = with_actors(small_world, **{"Luis_Reyes,_Jr.": "person", "Rosa_Marin,_Jr.": "person"})
    assert [one.sentence for one in found(world, "look-alike names")] == [
        "“Ana Reyes” and “Luis Reyes, Jr.” share a surname."
    ]


def test_two_names_that_differ_by_a_letter_or_two_are_pointed_out_whatever_their_kinds(small_world) -> None:
    assert len(found(with_actors(small_world, Ana_Reyez="body"), "look-alike names")) == 1
    (finding,) = found(with_actors(small_world, Riverton_Councils="body"), "look-alike names")
    assert finding.sentence == "“Riverton Council” and “Riverton Councils” are nearly the same name."


def test_where_actors_are_many_the_audit_says_that_not_all_names_were_compared(small_world) -> None:
    names = {f"{chr(0x4E00 + i) * 9}": "body" for i in range(500)}
    (finding,) = found(with_actors(small_world, **names), "look-alike names")
    assert finding.sentence == "Only the names of the 400 weightiest actors were compared."


def test_an_actor_without_relations_and_a_source_nobody_cites_are_pointed_out(write_world) -> None:
    world = load_landscape(
        write_world(
            sources=("minutes,Council", "diary,A diary,A rider,,,,news,articles,,\nminutes,Council"),
            actors=("council,Riv", "lost,Lost,,body,,city,3,Nobody knows.,herald\ncouncil,Riv"),
        )
    )
    assert [finding.id for finding in found(world, "actor without relations")] == ["lost"]
    (uncited,) = found(world, "source nobody cites")
    assert uncited.sentence == "No row cites A rider, “A diary”."


def test_findings_come_gravest_kind_first(small_world) -> None:
    kinds = [KINDS.index(finding.kind) for finding in audit(small_world).findings]
    assert kinds == sorted(kinds)


# --- the content's name --------------------------------------------------------------------------------------------


def test_the_hash_stays_when_only_the_files_change(write_world, small_world) -> None:
    folder = write_world()
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.DictWriter(opened, sorted(rows[0]), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(reversed(rows))
    assert content_hash(load_landscape(folder.rename(folder.with_name("copy")))) == content_hash(small_world)


def test_the_hash_changes_with_one_word_one_date_or_the_order_of_lanes(write_world, small_world) -> None:
    first = content_hash(small_world)
    changed = [
        load_landscape(write_world(events=("All night.", "All nights."))),
        load_landscape(write_world(events=("2025-03-22", "2025-03-22~"))),
        replace(small_world, lanes=small_world.lanes[::-1]),
    ]
    assert len({first, *(content_hash(world) for world in changed)}) == 4
    assert len(first) == 12 and int(first, 16)


def test_a_citation_names_title_day_content_and_licence(small_world) -> None:
    assert landscape_citation(small_world) == (
        "Riverton and the night buses. Data of the Policy Landscape Explorer as of 25 July 2025, "
        f"content hash {content_hash(small_world)}. Licence: CC0-1.0."
    )

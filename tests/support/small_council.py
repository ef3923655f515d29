"""A small council in which everything hangs together: what one file says is shown by the pages of many others.

In: nothing. Out: its files. Minutes refer to one another, to people, offices, plans and documents, use letters that the glossary explains (and some
that it does not), answer recommendations, update actions, and one says publish: no.
"""

from __future__ import annotations

SITE = """name: {en: Small Council, cy: Cyngor Bach}
languages: [en, cy]
url: https://example.org/small/
about: {en: The council of a small town., cy: Cyngor tref fechan.}
contact: clerk@example.org
"""

BODIES = """council:
  name: {en: Council, cy: Y Cyngor}
  kind: council
  clerk: Sam Parry
  agenda: [Apologies, Minutes]
cabinet:
  name: {en: Cabinet, cy: Y Cabinet}
  kind: executive
  parent: council
"""

PEOPLE = """jane-rees:
  name: Jane Rees
  offices: [{office: leader, from: 2024-05}]
  memberships: [{body: council, role: chair}, {body: cabinet}]
dai-ellis:
  name: Dai Ellis
  memberships: [{body: council}]
mair-owen:
  name: Mair Owen
  about: {en: Speaks for the library., cy: Yn siarad dros y llyfrgell.}
"""

GLOSSARY = """CIW:
  en: Care Inspectorate Wales
  cy: Arolygiaeth Gofal Cymru
  cy_term: AGC
  about: Inspects social care.
LAC: {en: looked after children, cy: plant sy'n derbyn gofal}
single point of access: {en: one desk for all questions, kind: term}
BRAG: {en: "blue, red, amber, green", kind: scale}
ignore: [UK]
"""

PLAN = """title: {en: Care plan, cy: Cynllun gofal}
body: council
next_report: September 2026
actions:
  - id: workers
    title: More workers
    owner: leader
    due: 2026-03
    history:
      - {date: 2025-03-04, status: amber, note: Slow, meeting: council/2025-03-04}
      - {date: 2026-02-10, status: green, meeting: council/2026-02-10#item-2}
  - {id: visit, raised: council/2025-03-04#visit}
"""

FIRST = """---
time: 6pm
place: {en: Village hall, cy: Neuadd y pentref}
minutes: approved
approved: 2026-02-10
present: Cllr Jane Rees (chair), Cllr Dai Ellis (from item 2)
apologies: Cllr Mair Owen
attending: Sam Parry (Clerk)
matter: care
---

The Chair welcomed everyone from the UK.

## 1. Declarations

Cllr Dai Ellis DECLARED a personal interest in item 2.

## 2. Visit by CIW

CIW had visited the LAC team, and the single point of access. See [[plans/care]], [[people/mair-owen]] and [[#item-1|the first item]].

- It was RESOLVED that the report be noted. (proposed by Jane Rees, seconded by Dai Ellis; 2 for, 0 against)
- ACTION: Jane Rees to arrange a visit by 5 May 2025. {#visit}

## 3. Lamps

RECOMMENDED to the cabinet that lamps be bought. {#lamps}

Members asked for more. Action: Clerk to write to CIW by the next meeting.
"""

FIRST_WELSH = """## 1. Datganiadau

DATGANODD y Cyng. Dai Ellis fuddiant personol yn eitem 2.

## 2. Ymweliad AGC

Roedd AGC wedi ymweld.

- PENDERFYNWYD nodi'r adroddiad.
- CAM GWEITHREDU: Jane Rees i drefnu ymweliad erbyn 5 Mai 2025. {#visit}

## 3. Lampau

ARGYMHELLWYD i'r cabinet y dylid prynu lampau. {#lamps}

Gofynnodd yr aelodau am ragor. Cam gweithredu: Clerc i ysgrifennu at AGC.
"""

ANSWER = """---
minutes: draft
present: Jane Rees (chair), Mair Owen
---

## 1. Lamps

RESPONSE (council/2025-03-04#lamps; accepted): Lamps will be bought from DSG money.

RESOLVED: to buy ten lamps.

ACTION (Mair Owen; by June 2026; amber): buy the lamps. {#ten-lamps}

## 2. Staff (exempt: paragraph 12)

Nothing is said.
"""

SECOND = """---
minutes: approved
approved: 2026-06-16
present: [Jane Rees, dai-ellis, Mair Owen]
matter: care
---

## 1. Minutes

The minutes of 4 March 2025 were CONFIRMED. See [the report](2026-02-10/report.pdf).

## 2. Care

UPDATE (council/2025-03-04#visit; green): The visit was made.

UPDATE (cabinet/2025-04-08#ten-lamps; blue): All are bought.

SUMMARY: The Chair thanked CIW, and asked what [[leader]] would say to [[cabinet/2025-04-08#item-1]].
"""

SECOND_WELSH = """## 1. Cofnodion

CADARNHAWYD y cofnodion.

## 2. Gofal

DIWEDDARIAD (council/2025-03-04#visit; gwyrdd): Gwnaed yr ymweliad.
"""

FILES: dict[str, str] = {
    "content/site.yml": SITE,
    "content/bodies.yml": BODIES,
    "content/people.yml": PEOPLE,
    "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}}\n",
    "glossary.yml": GLOSSARY,
    "content/plans/care.yml": PLAN,
    "content/pages/about.md": "---\ntitle: About\nmenu: footer\n---\n\nWe meet in the hall. See [[council/2025-03-04]] on CIW.\n",
    "content/council/2025-03-04.md": FIRST,
    "content/council/2025-03-04.cy.md": FIRST_WELSH,
    "content/cabinet/2025-04-08.md": ANSWER,
    "content/council/2026-02-10.md": SECOND,
    "content/council/2026-02-10.cy.md": SECOND_WELSH,
    "content/council/2026-02-10/report.pdf": "%PDF-1.4 a report\n",
    "content/cabinet/2026-06-16.md": "---\npublish: no\n---\n\n## 1. Plans\n\nRESOLVED: to keep [[plans/care]] and LAC quiet.\n",
    "content/council/2026-12-08.md": "---\nstatus: scheduled\ntime: 6pm\n---\n\n## 1. Apologies\n\n## 2. Budget for CIW\n",
}
"""Every file of the council by its path."""

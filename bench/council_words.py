"""The words that made-up councils are written with. They say nothing: what is lifelike is how long and how frequent they are.

In: nothing. Out: lists. To change one changes every made council, and with it what was measured on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TERMS = (
    ("CIW", "Care Inspectorate Wales", "Arolygiaeth Gofal Cymru"),
    ("LAC", "looked after children", "plant sy'n derbyn gofal"),
    ("RSG", "revenue support grant", "grant cynnal refeniw"),
    ("MTFP", "medium term financial plan", "cynllun ariannol tymor canolig"),
    ("ALN", "additional learning needs", "anghenion dysgu ychwanegol"),
    ("NRW", "Natural Resources Wales", "Cyfoeth Naturiol Cymru"),
    ("LDP", "local development plan", "cynllun datblygu lleol"),
    ("WESP", "Welsh in education strategic plan", "cynllun strategol Cymraeg mewn addysg"),
)
ENGLISH = (  # noqa: SIM905 - as a list it would be a page long
    "report members service council budget school road house care plan year work people community cost scheme grant review officer site park "
    "library bus street tree waste water flood market harbour bridge path club centre building heating roof repair staff pupil parent foster "
    "teacher nurse tenant landlord rent farm field river beach tourism business job training apprentice digital website phone letter petition "
    "complaint inspection audit risk register target performance quarter saving pressure forecast reserve borrowing contract tender supplier "
    "policy strategy consultation response survey evidence figure table appendix recommendation deadline progress delay change increase "
    "reduction proposal option condition application permission licence appeal hearing objection visit traffic speed parking crossing lighting "
    "cemetery playground allotment museum theatre festival carnival twinning award grass verge hedge drain gully pothole litter recycling"
).split()
VERBS = (  # noqa: SIM905
    "noted asked explained reported welcomed questioned thanked reminded told suggested warned presented outlined"
).split()
WELSH_VERBS = ("yn nodi", "yn gofyn", "yn egluro", "yn adrodd", "yn croesawu", "yn holi", "yn diolch", "yn rhybuddio")
SMALL = (  # noqa: SIM905
    "the of and to in that for on with by from at was were had would which not it this as be"
).split()
WELSH = (  # noqa: SIM905
    "adroddiad aelodau gwasanaeth cyngor cyllideb ysgol ffordd gofal cynllun blwyddyn gwaith pobl cymuned cost grant adolygiad swyddog safle "
    "parc llyfrgell stryd coeden gwastraff marchnad harbwr pont llwybr clwb canolfan adeilad gwres to trwsio staff disgybl rhiant athro nyrs "
    "tenant rhent fferm cae afon traeth twristiaeth busnes swydd hyfforddiant gwefan llythyr deiseb cwyn arolygiad archwiliad risg cofrestr "
    "targed perfformiad chwarter arbedion pwysau rhagolwg benthyca contract polisi strategaeth ymgynghoriad ymateb arolwg tystiolaeth ffigur "
    "tabl atodiad argymhelliad cynnydd oedi newid cynnig amod cais caniatâd trwydded apêl gwrandawiad ymweliad traffig cyflymder parcio goleuo"
).split()
WELSH_SMALL = (  # noqa: SIM905
    "y yr a ac o i yn ar am gan wedi bod bydd oedd nad hyn ei eu sydd ond neu"
).split()
STARTS = (  # noqa: SIM905
    "b br c ch d f g gl h ll m n p pr r s st t tr w gwyn pen aber car"
).split()
MIDDLES = ("a", "e", "i", "o", "u", "y", "ae", "ei", "ia", "oe", "wy", "ea")
ENDS = (  # noqa: SIM905
    "n r l th nd rth m s dd ch ston ford ley fan las gan wen bury ton"
).split()


@dataclass(frozen=True, slots=True)
class Wording:
    """What one language's minutes are written with."""

    words: Sequence[str]
    """The commonest first."""
    small: Sequence[str]
    decision: str
    recommendation: str
    action: str
    owner: str
    """Whose action it is, with braces for the name."""
    title: str
    """What stands before a speaker's name."""
    verbs: Sequence[str]
    joint: str
    """What joins a speaker's verb to what was said."""


WORDINGS = {
    "en": Wording(ENGLISH, SMALL, "RESOLVED", "RECOMMENDED", "ACTION", "{} to ", "Cllr", VERBS, "that"),
    "cy": Wording(
        WELSH, WELSH_SMALL, "PENDERFYNWYD", "ARGYMHELLWYD", "CAM GWEITHREDU", "{} i ", "Y Cyng.", WELSH_VERBS, "bod"
    ),
}
"""By code, the languages that can be written in."""

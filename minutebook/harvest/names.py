"""Words by which names of people and names of things are told apart: given names, and words that stand in names of things.

Data only. Neither list can be complete, and none need be: who is in doubt is taken for a person.
"""

from __future__ import annotations

from typing import Final

_GIVEN = """
aaron abigail adam adrian ahmed aidan alan alastair albert alex alexander alexandra alfred ali alice alison alistair allan allen amanda amir
amy ana andrea andreas andrew andy angela angharad anita ann anna anne annette anthony antonio aoife april art arthur arwel arwyn ashley
barbara barry basil beatrice becky ben benjamin bernadette bernard beth bethan betty bev beverley bill bob brad bradley brandon brenda
brendan brian bronwen brook brooke bruce bryan bryn byron cadi caitlin callum candy cara carl carla carlos carol caroline carolyn caryl
carys catherine cathy catrin ceinwen ceri ceridwen charles charlie charlotte cherry chloe chris christian christina christine christopher
chuck claire clare clay cledwyn clement cliff clive cole colin connor constance coral craig crystal cynthia dafydd dai daisy dale dan daniel
darren dave david dawn dean debbie deborah declan delyth denis denise dennis derek deryn dewi diana diane dilwen dilwyn dilys dominic don
donald donna dorothy doug douglas drew duncan dylan eddie edward edwin eifion eileen eirian eirlys elaine eleanor elen eleri elfyn elin
elinor elizabeth ella ellen ellie elliot eluned elwyn emily emlyn emma emyr enid eric erin ernest esther ethan euros evan eve evelyn ewan
faith felix ffion fiona flora florence frances francis frank fred gail gale gareth gary gavin gene geoff geoffrey george geraint gerald
geraldine gethin gillian ginger glen glenn glenys glyn gordon grace graham greg gregory gruff gruffydd gus guy gwawr gwen gwenda gwenllian
gwilym gwladys gwyn gwyneth gwynfor haf hank hannah harold harri harriet harry hazel heath heather hefin heidi helen helena henry herb
heulwen hilary holly hope howard hunter huw hywel iain ian idris iestyn ieuan ifan ifor imran ioan iolo iona irene iris isaac isabel islwyn
isobel ithel ivan ivy iwan jack jackie jacob jacqueline jade james jamie jan jane janet janette janice jasmine jason jasper jay jayne jean
jeff jeffrey jen jennifer jenny jeremy jerry jessica jill jim jimmy jo joan joanna joanne jodi jodie joe joel john johnny jon jonathan
jordan jose joseph josh joshua joy joyce juan judith judy julia julian julie june justin karen karl kate katherine kathleen kathryn kathy
katie kay keir keith kelly ken kenneth kerry kevin kieran kim kimberly kirsty kit kris kristina kyle lance lara laura lauren laurence
lawrence leah lee leigh len leo leon leonard lesley leslie lewis liam lily linda lindsay lisa liz lleucu llew llinos lloyd llyr lois lorna
lorraine louis louise lowri lucy luis luke luned lydia lyn lynda lynn lynne mabel mabli madeleine maggie mair malcolm maldwyn mali mandy
marc marcus maredudd margaret mari maria marian marie marilyn marina mario marion marjorie mark martha martin martyn mary mason matt matthew
maureen maurice max megan meic meinir meirion melanie melissa melody menna mercy meredith mererid meurig michael michelle miguel mihangel
mike miles misty mohamed mohammed moira molly mona morag morfydd muhammad muriel myfanwy myra nadia nan nancy nanw naomi natalie natasha
neil nerys nest nia nicholas nick nicola nicole nigel nina noel nora norm norman olive oliver olivia olwen opal osian owain owen paddy
pamela paris parker pat patience patricia patrick paul paula pauline pearl pedr pedro peggy penny peredur pete peter phil philip philippa
phillip phyllis pierce pierre piper poppy priya prudence rachel ralph ray raymond rebecca rees reg rheinallt rhian rhiannon rhodri rhona
rhun rhydian rhys rich richard rick rita rob robat robert roberta robin rod roderick rodney roger roland ron ronald rory rosalind rose
rosemary ross rowan rowena roy ruby rupert russell rusty ruth ryan saffron sage sally sam samantha samuel sandra sandy sara sarah scarlett
scott sean sebastian sera sharon sheila shirley sian sidney siencyn simon sion sioned siwan skip skye sonia sonny sophia sophie stacey stan
stanley ste steffan stella stephanie stephen steve steven stewart stu stuart sue susan suzanne sybil sylvia tania tara ted tegid tegwen
teifion teresa terry thelma theresa thomas tim timothy tina tirion toby tom tomi tomos tony tracey tracy trefor trevor tudor tudur tyler una
ursula valerie vanessa vera verity vernon veronica vic vicky victor victoria vincent viola violet viv vivian vivienne wade wally walter
wayne wendy wil wilfred will william willow winifred woody wren wyn yasmin ynyr yvonne zac zachary zara zoe
"""
GIVEN_NAMES: Final = frozenset(_GIVEN.split())
"""Casefolded given names, without accents."""

PARTICLES: Final = frozenset(
    (
        "ab",
        "al",
        "ap",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ferch",
        "la",
        "le",
        "ter",
        "van",
        "von",
        "y",
    )
)
"""Casefolded small words inside names of people."""

_THINGS = """
ability academy access accommodation account accountability achievement act action activity adaptation addysg admissions adnoddau adolygu
adran adult adults advanced adverse advice advisory affordability ageing agency agreement agricultural aid alliance amaethyddol amgylchedd
amgylcheddol analysis announcement annual application approach approved ardal area areas argument arholiad arolwg arolygiaeth arrangement
artefact artifact artifacts arts asesiad asiantaeth assessment asset assets assistance associate associated association assurance attainment
attention audit authority automated availability award awdurdod benefit biodiversity bit board body borough bureau business bwrdd byte
cabinet campaign candidate canolfan capability capacity capital care carers cases cenedlaethol central centre centres change charity charter
childhood children children's civic civil clean climate clinic clinical coastal code college commission commissioner committee common
communities community company compartment competence compliance comprehensive conduct conservation constraints consultation contact
continuity control convention coordination corff corporate corporation council councils county credit crime criminal critical cultural
culture customer cwmni cyber cybersecurity cyfarfod cyfarwyddiaeth cyfleusterau cyfrif cyhoeddus cyllid cyllideb cymdeithas cymdeithasol
cymorth cymraeg cymru cymuned cymunedol cyngor cynllun data database datblygu datganiad decision deddf delivery democratic department
deployment designated destination development devolved digital diogelu direct director directorate disability disabled disclosure discussion
disorder district diversity division document domestic drainage duty dysgu economic economy education educational effect efficient electric
electricity electronic eligibility emergency employee employer employment energy engagement engineering enterprise entity environment
environmental equality equivalent essential estate estates european evaluation evidence exchange executive expert exploitability exposures
extended external facilities facility family feature features federal federation file files final finance financial fiscal flood format
formats forum foundation framework freedom friends fund funding further future general geographic global goals gofal gofynion governance
government governmental governors grants group groups growth grwp guarantee guidance guide gwaith gwasanaeth gwasanaethau gweithgor
gweithredol gwybodaeth health healthy heavy help heritage higher highways hospital housing human identification identifier identity iechyd
impact implementation improvement incident inclusion income independent index indicator indicators individual industrial industry inequality
infection inference information infrastructure initiative innovation inspection inspectorate institute institution insurance integrated
integrity intelligence interest interim intermediate internal international internet investigation investment involvement issue joint kernel
knowledge labour language lead leadership league learning legal leisure level levels liability library licence license licensing linux
living lleol llesiant llywodraeth local maintenance majority management manager mandatory maritime market markup mass materials matters
measure measurement measures meddwl medical medium member members mental menter mentor method ministry minority mobile mobility model modern
movement multi municipal mutual national natural needs neighbourhood net network notation notice nursing object objective occupational
occurrence offender office officer officers older online ontology open operating operational operations opportunities opportunity order
ordinary organisation organization outcome outcomes outdoor outline package panel parking partneriaeth partnership partnerships party
pavement payment peer pension people people's performance permanent personal physical pilot places plan planning plans pobl police policy
polisi political portable portal possibility practice preliminary presence primary principal priority prison private procedure process
processing procurement product professional profile program programme progress project projects property protected protection protocol
provider provision public published pupil pupils purchase pwyllgor quality quantity question questions rapid rate rates ratio real record
recording records recruitment recycling reference referendum reform refreshment regional register registry regulation regulator regulatory
relations release reliability renewable rental replacement repository representation representative request requests requirement
requirements research residential resilience resource resources response responsibilities responsibility restricted retail retirement return
revenue review reviewing rhaglen rhanbarthol rheoli rights risk route routes rules rural safer safety safonau sanitary scheme school schools
science scientific scope scoring script scripts scrutiny secondary section sector secure security sefydliad sensitivity sentence server
servers service services settlement severity shapes sheltered skills social society software solution solutions source sources special
specialist specification spectrum sports staff standard standards state statement station statutory steering storage strategaeth strategic
strategol strategy structure student study sub subject summary supplementary supplier supply support supported survey sustainability
sustainable swyddfa swyddog syndrome system systems tai target task tax teacher teaching team technical technology temporary tenancy tenant
term terms testimony teulu theory third token tokens tool tools tourism trade traffic trafnidiaeth training transfer transition transport
travel treasury treatment trefniadau trial tribiwnlys tribunal trunk trust trwydded tystysgrif undeb underground uned unified union unit
unitary universal university urban user utility vacancy validity value values vehicle vehicles velocity version victim village violence
virtual visibility vocational voluntary volunteer vulnerabilities vulnerability vulnerable waste web weekend welfare wellbeing wildlife
women workforce working works workshop ymddiriedolaeth ymgynghorol youth ysbyty ysgol ysgolion zone
"""
THINGS: Final = frozenset(_THINGS.split())
"""Casefolded words that stand in names of things and are hardly ever a person's: not `hall`, `green` or `price`."""

THING_ENDINGS: Final = (
    "tion",
    "tions",
    "sion",
    "sions",
    "ology",
    "ologies",
    "graphy",
    "ical",
    "ative",
    "iaeth",
    "ogaeth",
    "'s",
)
"""How words for things end."""

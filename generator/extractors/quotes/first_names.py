"""First names by the gender they are mostly given to, only so that "she" does not mean a John. Unlisted names fit both.

In: nothing. Out: two sets, in lower case.
"""

from __future__ import annotations

FEMALE = frozenset(
    (
        "abby abigail adriana agnes aisha alexandra alice alicia alison amanda amelia amy ana andrea angela anita ann "
        "anna anne annie anya ashley audrey barbara beatrice becky bella beth betty brenda bridget brittany camila "
        "cara carla carly carmen carol caroline catherine celia charlotte chelsea cheryl chloe christina christine "
        "claire clara claudia courtney cynthia daisy dana daniela danielle daphne dawn deborah debra deepa denise "
        "diana diane donna doris dorothy edith eileen elaine eleanor elena elizabeth ella ellen ellie elsa emily emma "
        "erica erin esther eva evelyn fatima fei-fei felicity fiona flora frances francesca freya gabriela gail "
        "georgia gillian gina gloria grace greta hannah harriet heather heidi helen helena hillary holly imogen ines "
        "ingrid irene irina iris isabel isabella isla jacqueline jane janet jasmine jean jenna jennifer jenny jess "
        "jessica jill joan joanna joelle joy joyce judith judy julia julie juliet kamala karen katarina kate "
        "katherine kathleen kathryn kathy katie katrina kay kelly kimberly kirsten kristen kristin laura lauren leah "
        "leila lena lily linda lisa lori lorraine louisa louise lucy lydia lynn maggie mandy margaret maria marie "
        "marilyn marta martha mary maya meg megan melanie melissa mia michaela michelle mira miranda molly monica "
        "monika nadia nancy naomi natalie natasha nell nicola nicole nikki nina nora olga olivia paige pamela "
        "patricia patty paula penelope penny phoebe pippa polly priya rachel rania rebecca rita roberta rosa rose "
        "rosemary rosie roxanne ruth sabrina sadie sally samantha sandra sara sarah selena sharon sheila sheryl "
        "shirley simone sinead siobhan sofia sonia sophia sophie stacey stella stephanie sue susan suzanne svetlana "
        "sylvia tania tanya tara tatiana teresa tess thelma theresa tiffany timnit tina tracy ursula valerie vanessa "
        "vera veronica victoria virginia vivian wanda wendy winnie yasmin yolanda yulia yvonne zainab zara zoe"
    ).split()
)
MALE = frozenset(
    (
        "aaron adam ahmed alan albert alec alex alexander ali allen andre andrei andrew anthony anton antonio arjun "
        "arthur barack barry ben benjamin bernard bernie bill bob boris brad brandon brett brian bruce carl carlos "
        "chad charles chris christopher clive colin craig dale dan daniel darren dave david dean demis dennis derek "
        "diego don donald douglas duncan dylan ed eduardo edward elon emmanuel eric ernest ethan eugene fernando "
        "francis francois frank fred gabriel gareth gary gavin geoff george gerald giles giovanni glenn gordon graham "
        "grant greg gregor gregory hans harold harry harvey hassan henry howard hugh hugo ian ibrahim igor isaac ivan "
        "jack jacob jake james jared jason javier jay jeff jeffrey jens jeremy jerry jesse jim jimmy joe joel john "
        "johnny jonas jonathan jorge jose joseph josh joshua juan julian jurgen justin karl keith ken kenneth kevin "
        "klaus kyle larry lars lawrence leo leonard lewis liam logan louis luca lucas luis luke malcolm manuel marc "
        "marco marcus mario mark martin martyn matthew mauricio max michael miguel mike mitch mohamed mohammed "
        "muhammad nathan neil nicholas nick nigel noah norman olaf oliver omar oscar pablo pascal patrick paul pedro "
        "peter philip phillip pierre rafael rajesh ralph randy ravi ray raymond rene ricardo richard rick rob robert "
        "rodrigo roger ron ronald rory ross roy rupert russell ryan salman sam samuel sanjay satya scott sean sergey "
        "seth shane shaun simon spencer stefan stephen steve steven stuart sundar tariq ted terry theodore thomas tim "
        "timothy toby todd tom tony trevor tyler victor vijay viktor vincent vladimir walter warren wayne william "
        "yann yusuf zach"
    ).split()
)

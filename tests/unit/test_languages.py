"""Packs load and are checked; entries are found where a reader sees them; a text's language is told."""

from __future__ import annotations

import re
import sys
import unicodedata

import attrs
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from interview_parse.languages import (
    EMPTY,
    WORD_RE,
    LanguagePack,
    LanguagePackError,
    Lexicon,
    available,
    build,
    fold,
    load,
)
from interview_parse.languages.detect import detect

FIELDS = [field.name for field in attrs.fields(LanguagePack) if field.type in (Lexicon, "Lexicon")]
NEEDED = [
    "question_words",
    "question_openings",
    "answer_openings",
    "first_person",
    "second_person",
    "question_labels",
    "answer_labels",
    "interviewer_words",
    "interview_words",
    "faq_words",
    "credit_phrases",
    "byline_words",
    "photo_credits",
    "paywall_phrases",
    "continue_phrases",
    "dossier_phrases",
    "theme_phrases",
    "related_phrases",
    "share_phrases",
    "legal_phrases",
    "newsletter_phrases",
    "comment_phrases",
    "author_phrases",
    "advert_phrases",
    "narration_verbs",
    "thanks_phrases",
]
BARE = {"name": "Sample", "status": "draft", "spaced": True}


def count(lexicon: Lexicon, text: str) -> int:
    """The count that callers ask for: words and text folded."""
    folded = fold(text)
    return lexicon.count(WORD_RE.findall(folded), folded)


class TestPacks:
    @pytest.mark.parametrize("tag", available())
    def test_loads(self, tag: str) -> None:
        """Every pack that ships is whole and keeps the form."""
        pack = load(tag)
        assert pack.tag == tag
        assert pack.status in ("checked", "draft")
        assert [name for name in NEEDED if not getattr(pack, name)] == []

    @pytest.mark.parametrize("tag", available())
    def test_entries_are_found(self, tag: str) -> None:
        """Each entry is found in a text that consists of it, counted once or more, and opens it."""
        pack = load(tag)
        for name in FIELDS:
            lexicon = getattr(pack, name)
            for entry in lexicon.entries:
                assert lexicon.found_in(entry), (name, entry)
                assert lexicon.search(entry) == (0, len(entry)), (name, entry)
                assert lexicon.opens(entry) > 0, (name, entry)
                assert lexicon.count(WORD_RE.findall(entry), entry) > 0, (name, entry)
                assert entry in lexicon

    @pytest.mark.parametrize("tag", [tag for tag in available() if load(tag).status == "checked"])
    def test_persons_are_told_from_houses(self, tag: str) -> None:
        """A checked pack knows words of organisations, greetings and how somebody says their name."""
        pack = load(tag)
        assert pack.organisation_words
        assert pack.greetings
        assert pack.self_introductions
        assert pack.place_words or tag in ("ja", "ko", "tr", "zh"), "none only where places bear endings instead"

    @pytest.mark.parametrize("tag", [tag for tag in available() if load(tag).months])
    def test_months_are_whole(self, tag: str) -> None:
        """A pack that names months names all twelve."""
        assert {number for _, number in load(tag).months} == set(range(1, 13))

    def test_asked_for_first(self) -> None:
        """The languages most asked for are there."""
        assert {"en", "fr", "de", "es", "it", "pt", "nl", "ru", "zh", "ja", "ko", "ar"} <= set(available())

    @pytest.mark.parametrize(
        ("tag", "found"),
        [
            ("de-AT", "de"),
            ("pt_BR", "pt"),
            ("EN", "en"),
            ("zh-Hant-TW", "zh"),
            ("no", "nb"),
            ("nn-NO", "nb"),
            ("tlh", "und"),
            ("", "und"),
            ("../en", "und"),
        ],
    )
    def test_region_and_script_fall_away(self, tag: str, found: str) -> None:
        """A tag finds the pack of its language, an unknown one the empty pack."""
        assert load(tag).tag == found

    def test_empty_pack_finds_nothing(self) -> None:
        """Without a pack every look-up is answered: nothing."""
        lexicon = EMPTY.question_words
        assert not lexicon
        assert (count(lexicon, "What now?"), lexicon.found_in("what"), lexicon.search("what")) == (0, False, None)
        assert lexicon.opens("what") == 0
        assert EMPTY.months == ()

    def test_months_match_both_ways(self) -> None:
        """Month names match casefolded text and folded text alike."""
        months = dict(build("xx", BARE | {"months": {"Kasım": 11}}).months)
        assert months["KASIM".casefold()] == months[fold("KASIM")] == months["kasım"] == 11


class TestWrongPacks:
    """A pack that breaks the form says where, and what to compare it with."""

    def message(self, **changes: object) -> str:
        with pytest.raises(LanguagePackError) as caught:
            build("xx", {**BARE, **changes})
        return str(caught.value)

    def test_unknown_and_missing(self) -> None:
        with pytest.raises(LanguagePackError) as caught:
            build("xx", {"name": "Sample", "spaced": True, "question_word": ["what"]})
        assert str(caught.value) == (
            "expected the fields of LanguagePack, among them name, status and spaced, "
            "found in xx.toml unknown question_word, no status; compare the file with en.toml"
        )

    def test_status(self) -> None:
        assert self.message(status="done") == (
            'expected status "checked" or "draft" in xx.toml, found \'done\'; '
            "say draft until another hand has checked it"
        )

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"spaced": "yes"}, "expected true or false in xx.toml at spaced, found 'yes'"),
            ({"name": ""}, "expected a text in xx.toml at name, found ''"),
            (
                {"question_words": "what"},
                "expected a list of words or phrases in xx.toml at question_words, found 'what'",
            ),
            ({"share_phrases": ["share", " "]}, "expected a word or phrase in xx.toml at share_phrases, found ' '"),
            ({"share_phrases": [7]}, "expected a word or phrase in xx.toml at share_phrases, found 7"),
            ({"months": ["may"]}, "expected a table of names with their numbers in xx.toml at months, found ['may']"),
            ({"months": {"may": 13}}, "expected a number from 1 to 12 in xx.toml at months.may, found 13"),
            ({"months": {"may": True}}, "expected a number from 1 to 12 in xx.toml at months.may, found True"),
            (
                {"part_patterns": ["part {parts}"]},
                "expected {part} once, and {parts} at most once, in xx.toml at part_patterns, found 'part {parts}'",
            ),
        ],
    )
    def test_fields(self, changes: dict[str, object], says: str) -> None:
        assert self.message(**changes) == says + "; compare the file with en.toml"


class TestFold:
    def test_keeps_every_offset(self) -> None:
        """Each sign of Unicode folds to exactly one, so that offsets stay true."""
        signs = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
        assert len(fold("".join(signs))) == len(signs)
        assert [sign for sign in signs if len(fold(sign)) != 1] == []

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("İSTANBUL ILIK", "istanbul ılık"),
            ("ΛΌΓΟΣ", "λόγος"),
            ("ЁЛКА", "елка"),
            ("That’s", "that's"),
            ("GROẞ", "groß"),
            ("أحمد", "احمد"),
            ("كتابي", "کتابی"),
        ],
    )
    def test_evens_out_spellings(self, one: str, other: str) -> None:
        """Two spellings of a word that readers take for the same fold alike."""
        assert fold(one) == fold(other)

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        """What is folded stays as it is."""
        assert fold(fold(text)) == fold(text)


class TestLexicon:
    @pytest.mark.parametrize(
        ("text", "closes"),
        [("geldin mi.", True), ("adami.", False), ("yaptınız mı!", True), ("merhabalar.", False), ("", False)],
    )
    def test_closes_with_words_and_endings(self, text: str, closes: bool) -> None:
        """An entry ends a text as a word of its own, with a hyphen as a word's ending; marks behind it do not count."""
        assert Lexicon(("mi", "mı", "-yor")).closes(fold(text)) is closes
        assert Lexicon(("mi", "-yor")).closes("geliyor.") is True

    ASKS = Lexicon(("can", "can you", "can you tell", "tell us", "what", "what's", "q&a", "©"))
    FRENCH = Lexicon(("interview", "j'", "aujourd'hui", "d'abord", "qu'est-ce que"))

    @pytest.mark.parametrize(
        ("text", "total"),
        [
            ("Can can can", 3),
            ("cannot whatever", 0),
            ("can you tell", 2),  # the word and the longest phrase
            ("can you tell us", 2),  # "tell us" overlaps what stands before it
            ("Can\n you,  tell\N{NO-BREAK SPACE}us", 3),  # blanks of any kind, but no comma
            ("What’s what", 2),
            ("A Q&A. © Q & A", 2),
            ("", 0),
        ],
    )
    def test_counts(self, text: str, total: int) -> None:
        """Words count wherever they stand whole, phrases the first and longest."""
        assert count(self.ASKS, text) == total

    @pytest.mark.parametrize(
        ("text", "total"),
        [
            ("L’interview d'abord", 2),
            ("J'ai dit que j’irai", 2),
            ("aujourd'hui", 1),
            ("Qu’est-ce que l'interview ?", 2),
            ("interviewer", 0),
        ],
    )
    def test_counts_elided_words(self, text: str, total: int) -> None:
        """A word behind an elision counts, and so does the elided word."""
        assert count(self.FRENCH, text) == total

    def test_words_of_other_scripts_stand_whole(self) -> None:
        """Vowel signs belong to a word; a digit before a word does not."""
        assert not Lexicon(("कह",)).found_in("कहा गया")
        assert Lexicon(("कह",)).found_in("कह गया")
        assert Lexicon(("시간 전",)).search("3시간 전") == (1, 5)

    def test_finds_where(self) -> None:
        """The place is one in the text as it came, however its blanks run."""
        text = fold("Well,  could we… can  you\n tell me?")
        start, end = self.ASKS.search(text) or (0, 0)
        assert text[start:end] == "can  you\n tell"
        assert self.ASKS.search("nothing here") is None

    @pytest.mark.parametrize(
        ("text", "opened"),
        [
            ("can you see", "can you"),
            ("– «Can you tell us", "– «can you tell"),
            ("what’s new", "what’s"),
            ("© all rights", "©"),
            ("can  you see", "can  you"),
            ("so can you", ""),
            ("------can you", ""),
            ("canyon", ""),
            ("", ""),
        ],
    )
    def test_opens(self, text: str, opened: str) -> None:
        """An entry opens a text behind at most four marks."""
        folded = fold(text)
        assert self.ASKS.opens(folded) == len(opened)

    def test_elided_entries_open(self) -> None:
        """An elided entry opens the word it is joined to."""
        assert self.FRENCH.opens(fold("J’irai demain")) == 2
        assert self.FRENCH.opens("d'abord, oui") == 7

    def test_without_spaces(self) -> None:
        """Where no blanks part words, entries match anywhere, the longest first; Latin words stay whole."""
        lexicon = Lexicon(("什么", "为什么", "by"), spaced=False)
        assert count(lexicon, "你为什么来?什么?") == 2
        assert lexicon.search("你为什么来") == (1, 4)
        assert lexicon.opens("「什么") == 3
        assert lexicon.opens("你什么") == 0
        assert not lexicon.found_in("baby")
        assert lexicon.found_in("文by王")

    @given(
        st.lists(
            st.text("abz 甲乙", min_size=1, max_size=4).map(lambda one: " ".join(one.split())).filter(bool), min_size=1
        ),
        st.text("abz 甲乙", max_size=30),
    )
    def test_unspaced_agrees_with_an_alternation(self, entries: list[str], text: str) -> None:
        """Whatever the entries, the branching pattern finds what their plain alternation does."""
        edge = "(?<![a-z])", "(?![a-z])"
        body = "|".join(
            (edge[0] if entry[0].isascii() else "")
            + re.escape(entry).replace(r"\ ", r"\s+")
            + (edge[1] if entry[-1].isascii() else "")
            for entry in sorted(entries, key=len, reverse=True)
        )
        plain = [match.span() for match in re.finditer(body, text)]
        lexicon = Lexicon(tuple(dict.fromkeys(entries)), spaced=False)
        assert lexicon.count((), text) == len(plain)
        assert lexicon.search(text) == (plain[0] if plain else None)

    @given(
        st.lists(st.lists(st.sampled_from(["a", "b", "ab", "&"]), min_size=1, max_size=3).map(" ".join), min_size=1),
        st.lists(st.sampled_from(["a", "b", "ab", " ", "  ", "\n", ",", "&"])).map("".join),
    )
    def test_spaced_agrees_with_an_alternation(self, entries: list[str], text: str) -> None:
        """Whatever the entries, looking them up by their first word finds what their plain alternation does."""
        plain = regex.compile(
            "|".join(
                (r"(?<!\w)" if entry[0].isalnum() else "")
                + r"\s+".join(map(regex.escape, entry.split()))
                + (r"(?!\w)" if entry[-1].isalnum() else "")
                for entry in sorted(entries, key=len, reverse=True)
            )
        )
        lexicon = Lexicon(tuple(dict.fromkeys(entries)))
        match = plain.search(text)
        assert lexicon.search(text) == (match.span() if match else None)
        assert lexicon.found_in(text) == bool(match)

    def test_long_runs_take_no_longer(self) -> None:
        """A hundred thousand repetitions are counted, not pondered."""
        assert count(self.ASKS, "can you " * 100_000) == 200_000
        assert count(self.ASKS, "a" * 200_000) == 0
        assert count(self.FRENCH, "a'" * 100_000) == 0


# Two invented sentences each.
SENTENCES = {
    "en": "We had never planned to open the workshop at night, but there was so much to do. What would you have done?",
    "de": "Wir wollten die Werkstatt nie nachts öffnen, aber es gab so viel zu tun. Was hätten Sie an unserer Stelle gemacht?",
    "nl": "We wilden de werkplaats nooit 's nachts openen, maar er was zoveel te doen. Wat zou je in onze plaats hebben gedaan?",
    "af": "Ons wou nooit die werkswinkel in die nag oopmaak nie, maar daar was baie om te doen. Wat sou jy gedoen het?",
    "fr": "Nous ne voulions pas ouvrir l'atelier la nuit, mais il y avait tant à faire. Qu'est-ce que vous auriez fait à notre place ?",
    "es": "Nunca quisimos abrir el taller por la noche, pero había muchas cosas que hacer. ¿Qué habría hecho usted en nuestro lugar?",
    "pt": "Nunca quisemos abrir a oficina à noite, mas havia muito que fazer. O que você teria feito em nosso lugar, se não fosse assim?",
    "gl": "Nunca quixemos abrir o taller pola noite, pero había moito que facer. Que farías ti no noso lugar, se non fose unha obriga?",
    "ca": "No vam voler obrir mai el taller de nit, però hi havia molta feina. Què hauries fet tu, amb els veïns que també hi eren?",
    "it": "Non volevamo aprire la bottega di notte, ma c'era molto da fare. Che cosa avrebbe fatto lei al nostro posto, con gli altri?",
    "ro": "Nu am vrut să deschidem atelierul noaptea, dar era mult de făcut. Ce ați fi făcut dumneavoastră în locul nostru, după un an?",
    "sv": "Vi ville inte öppna verkstaden på natten, men det var mycket att göra. Vad hade du gjort i vårt ställe, om jag får fråga?",
    "da": "Vi ville ikke åbne værkstedet om natten, men der var meget at gøre. Hvad ville du have gjort, hvis jeg nu må spørge?",
    "nb": "Vi ville ikke åpne verkstedet om natten, men det var mye å gjøre. Hva ville du ha gjort etter dette, hvis jeg får spørre?",
    "nn": "Me ville ikkje opna verkstaden om natta, men det var mykje å gjere. Kva ville du ha gjort, om eg får spørje, og korleis?",
    "is": "Við vildum ekki opna verkstæðið á nóttunni, en það var mjög mikið að gera. Hvað hefðir þú gert ef þú hefðir verið með okkur?",
    "fi": "Emme halunneet avata verstasta yöllä, mutta tekemistä oli niin paljon. Mitä sinä olisit tehnyt, jos se olisi ollut mahdollista?",
    "et": "Me ei tahtnud töökoda öösel avada, aga tööd oli väga palju. Mida sa oleksid teinud, kui see oleks olnud ainult meie otsus?",
    "lv": "Mēs negribējām atvērt darbnīcu naktī, bet darba bija ļoti daudz. Ko jūs būtu darījuši, ja tas nebūtu tikai mūsu lēmums?",
    "lt": "Mes nenorėjome dirbtuvių atidaryti naktį, bet darbo buvo labai daug. Ką jūs būtumėte darę, jei tai būtų buvę tik mūsų sprendimas?",
    "pl": "Nie chcieliśmy otwierać warsztatu w nocy, ale było bardzo dużo pracy. Co by pan zrobił, gdyby to było tylko nasze zdanie?",
    "cs": "Nechtěli jsme dílnu otevírat v noci, ale bylo tolik práce, že jsme museli. Co byste udělali vy, když by to bylo jen na nás?",
    "sk": "Nechceli sme dielňu otvárať v noci, ale bolo toľko práce, že sme museli. Čo by ste urobili vy, keď by to bolo len na nás?",
    "sl": "Delavnice nismo hoteli odpreti ponoči, ampak dela je bilo zelo veliko. Kaj bi naredili vi, če bi bila to tudi vaša odločitev?",
    "hr": "Nismo htjeli otvoriti radionicu noću, ali je bilo puno posla. Što biste vi napravili prije toga, gdje god da se nalazite?",
    "sr-Latn": "Nismo hteli da otvorimo radionicu noću, ali je bilo puno posla. Šta biste vi uradili pre toga, gde god da se nalazite?",
    "sr": "Нисмо хтели да отворимо радионицу ноћу, али је било пуно посла. Шта бисте ви урадили пре тога, где год да се налазите?",
    "hu": "Nem akartuk éjjel kinyitni a műhelyt, de nagyon sok volt a munka. Mit tett volna ön, ha ez csak a mi döntésünk lett volna?",
    "tr": "Atölyeyi gece açmak istemedik ama çok iş vardı. Siz bizim yerimizde olsanız ne yapardınız, bu kadar zaman sonra nasıl?",
    "sq": "Nuk donim ta hapnim punishten natën, por kishte shumë punë. Çfarë do të kishit bërë ju në vendin tonë, me këtë punë?",
    "eu": "Ez genuen tailerra gauez ireki nahi, baina lan asko zegoen. Zer egingo zenuen zuk gure lekuan, hori beste kontu bat izan bada ere?",
    "id": "Kami tidak ingin membuka bengkel pada malam hari karena ada banyak orang. Apa yang bisa Anda lakukan untuk kami dengan itu?",
    "ms": "Kami tidak mahu membuka bengkel pada waktu malam kerana ada banyak kerja. Apa yang boleh awak lakukan untuk kami dengan itu?",
    "vi": "Chúng tôi không muốn mở xưởng vào ban đêm, nhưng có rất nhiều việc phải làm. Nếu là chúng tôi thì bạn sẽ làm gì?",
    "sw": "Hatukutaka kufungua karakana usiku, lakini kazi ilikuwa nyingi sana kwa watu wa hapa. Wewe ungefanya nini katika nafasi yetu na yake?",
    "ru": "Мы не хотели открывать мастерскую ночью, но работы было так много. Что бы вы сделали на нашем месте, если бы это было возможно?",
    "uk": "Ми не хотіли відкривати майстерню вночі, але роботи було дуже багато. Що б ви зробили на нашому місці, якщо це було можливо?",
    "be": "Мы не хацелі адчыняць майстэрню ўначы, але працы было вельмі шмат. Што б вы зрабілі, калі гэта быў выбар для яго і яе?",
    "bg": "Не искахме да отваряме работилницата през нощта, но имаше много работа. Какво бихте направили вие, ако това е за вас?",
    "mk": "Не сакавме да ја отвориме работилницата ноќе, но имаше многу работа. Што ќе направевте вие, ако тоа е само ваша одлука од сега?",
    "el": "Δεν θέλαμε να ανοίξουμε το εργαστήριο τη νύχτα, αλλά είχε πολλή δουλειά.",
    "hy": "Մենք չէինք ուզում գիշերը բացել արհեստանոցը, բայց շատ գործ կար։",
    "ka": "ჩვენ არ გვინდოდა სახელოსნოს ღამით გახსნა, მაგრამ ბევრი საქმე იყო.",
    "he": "לא רצינו לפתוח את הסדנה בלילה, אבל היה כל כך הרבה מה לעשות. מה היית עושה אם זה היה רק שלך?",
    "ar": "لم نكن نريد أن نفتح الورشة في الليل، لكن كان هناك الكثير من العمل. ما الذي كنت ستفعله قبل ذلك؟",
    "fa": "ما نمی خواستیم کارگاه را شب باز کنیم، اما کار بسیار بود. شما اگر به جای ما بودید چه می کردید؟ این برای من هم بود.",
    "ur": "ہم رات کو کارخانہ کھولنا نہیں چاہتے تھے لیکن کام بہت تھا۔ آپ ہماری جگہ ہوتے تو کیا کرتے، یہ میں بھی نہیں جانتا۔",
    "hi": "हम रात में कारखाना नहीं खोलना चाहते थे, लेकिन बहुत काम था। हमारी जगह आप होते तो क्या करते?",
    "bn": "আমরা রাতে কারখানা খুলতে চাইনি, কিন্তু অনেক কাজ ছিল।",
    "th": "เราไม่อยากเปิดโรงงานตอนกลางคืน แต่มีงานเยอะมาก คุณจะทำอย่างไรถ้าเป็นเรา",
    "ko": "우리는 밤에 공방을 열고 싶지 않았지만 일이 너무 많았습니다. 당신이라면 어떻게 했을까요?",
    "ja": "夜に工房を開けたくはなかったのですが、仕事が多かったんです。あなたならどうしましたか。",
    "zh": "我们本来不想在晚上开工坊，但是工作太多了。如果是你，你会怎么做？",
}


class TestDetect:
    @pytest.mark.parametrize("tag", SENTENCES)
    def test_two_sentences_tell(self, tag: str) -> None:
        """Two sentences tell the language, also from its nearest neighbours."""
        assert detect(SENTENCES[tag]) == tag

    @pytest.mark.parametrize("tag", [tag for tag in SENTENCES if tag not in ("en", "sr-Latn")])
    def test_a_template_declares_english(self, tag: str) -> None:
        """A page in another language that declares English, as templates do, is not read as English."""
        assert detect(f"{SENTENCES[tag]}\n" * 6, "en") == tag

    @pytest.mark.parametrize(
        ("declared", "text", "tag"),
        [
            ("pt-BR", "pt", "pt-BR"),
            ("pt_br", "pt", "pt-BR"),
            ("zh-Hant", "zh", "zh-Hant"),
            ("zh_hant_tw", "zh", "zh-Hant-TW"),
            ("no", "nb", "no"),
            ("bs", "hr", "bs"),
            ("DE-at", "de", "de-AT"),
            ("oc", "ca", "oc"),  # no profile: nothing speaks against it
            ("sr", "sr-Latn", "sr"),
        ],
    )
    def test_declared_region_stays(self, declared: str, text: str, tag: str) -> None:
        """Where the language agrees, the declaration stands as it is, well spelt."""
        assert detect(f"{SENTENCES[text]}\n" * 4, declared) == tag

    @pytest.mark.parametrize(("declared", "text"), [("nb", "da"), ("da", "nb"), ("ms", "id"), ("hr", "sr-Latn")])
    def test_a_neighbour_may_stand(self, declared: str, text: str) -> None:
        """Neighbours share too many words to overrule what is declared."""
        assert detect(f"{SENTENCES[text]}\n" * 4, declared) == declared

    def test_few_words_overrule_nothing(self) -> None:
        """A few words against it do not outweigh a declaration."""
        assert detect("Was ist das und wie ist es?", "en") == "en"

    @pytest.mark.parametrize("text", ["", "1984", "ok", "∑∂ƒ©", "\n \t"])
    def test_too_little_text(self, text: str) -> None:
        """Nothing is guessed from nothing."""
        assert detect(text) is None
        assert detect(text, "fr") == "fr"

    @pytest.mark.parametrize(
        ("declared", "tag"),
        [
            ("en_US", "en-US"),
            ("en-uk", "en-GB"),
            ("en_US.UTF-8", "en-US"),
            ("en, fr", "en"),
            (" fr ", "fr"),
            ("English", "en"),
            ("deutsch", "de"),
            ("日本語", "ja"),
            ("eng", "en"),
            ("jp", "ja"),
            ("es-419", "es-419"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("Klingon", None),
            ("x-default", None),
            ("und", None),
            ("mul", None),
            ("", None),
            ("-", None),
            ("1", None),
            ("{{ lang }}", None),
            ("e" * 10_000, None),
        ],
    )
    def test_malformed_declarations(self, declared: str, tag: str | None) -> None:
        """A declaration is spelt as BCP 47 where it names a language, else ignored."""
        assert detect("", declared) == tag

    def test_mixed_scripts(self) -> None:
        """Foreign names and code in a text do not hide its language."""
        assert detect("print(x) if x else None; " * 3 + SENTENCES["ja"] * 3) == "ja"
        assert detect(SENTENCES["zh"] * 3 + "すし") == "zh"
        assert detect(SENTENCES["ru"] + " iPhone Windows Linux Debian GNOME") == "ru"

    def test_decomposed_letters(self) -> None:
        """Letters with separate accents are the same letters."""
        for tag in ("vi", "cs", "fr", "ko"):
            assert detect(unicodedata.normalize("NFD", SENTENCES[tag])) == tag

    def test_only_the_beginning_counts(self) -> None:
        """What stands past 20,000 signs changes nothing."""
        start = (SENTENCES["de"] + " ") * 200
        assert len(start) > 20_000
        assert detect(start + SENTENCES["fr"] * 2_000) == "de"

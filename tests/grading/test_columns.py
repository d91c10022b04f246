"""The columns of a platform's table in any language: by what stands in them where that is sure, else by a word."""

import datetime

import pytest

from gradcalc.grading.collecting.people import People
from gradcalc.grading.keeping.times import times_in
from gradcalc.grading.people.columns import by_addresses
from gradcalc.grading.people.exports import NoTable, people_in
from gradcalc.grading.people.roster import Person, Roster, roster_in
from gradcalc.grading.people.tables import table_in
from tests.grading.class_of_03 import gradcalc

WORKSHEETS = {
    "French": ("Identifiant,Nom complet,Adresse de courriel,Statut,Note", "Participant {},{},{},Remis,"),
    "German": ("ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung", "Teilnehmer/in{},{},{},Abgegeben,"),
    "Spanish": ("Identificador,Nombre completo,Dirección de correo,Estado", "Participante {},{},{},Enviado"),
    "Japanese": ("ID,フルネーム,メールアドレス,ステータス", "参加者{},{},{},提出済み"),
    "Russian": ("Идентификатор,Полное имя,Адрес электронной почты,Состояние", "Участник {},{},{},Ответы отправлены"),
    "Turkish": ("Kimlik,Ad Soyad,E-posta adresi,Durum", "Katılımcı {},{},{},Gönderildi"),
}  # fmt: skip
CLASS = [
    ("11", "Ada Lovelace", "ada@x.org"),
    ("12", "Zo\u00eb Ng-Li", "z@x.org"),
    ("13", "Ada Lovelace", "ada2@x.org"),
]


@pytest.mark.parametrize(("head", "row"), WORKSHEETS.values(), ids=WORKSHEETS)
def test_a_grading_worksheet_is_read_in_any_language(head, row):
    text = "\n".join([head, *(row.format(*one) for one in CLASS)])
    found = people_in(table_in(text.encode()))
    assert [(one.full, one.email, one.numbers()) for one in found] == [
        (name, address, {number}) for number, name, address in CLASS
    ]


PARTICIPANTS = {
    "French": ("Prénom,Nom,Adresse de courriel,Groupes", "marie.curie", "Marie,Curie"),
    "Italian, the last name first": ("Cognome,Nome,Indirizzo email,Gruppi", "marie.curie", "Curie,Marie"),
    "Polish, by the first letter": ("Imię,Nazwisko,Adres e-mail,Grupy", "mcurie", "Marie,Curie"),
    "accents and a second name": ("Nome,Apelido,E-mail,Grupos", "jose.nunez", "José Maria,Núñez"),
    "German, called Name": ("Vorname,Name,E-Mail-Adresse,Gruppen", "12345", "Marie,Curie"),
}


@pytest.mark.parametrize(("head", "begin", "names"), PARTICIPANTS.values(), ids=PARTICIPANTS)
def test_first_and_last_names_are_told_by_the_addresses(head, begin, names):
    (one,) = people_in(table_in(f"{head}\n{names},{begin}@x.org,A\n".encode()))
    first, last = reversed(names.split(",")) if head.startswith("Cognome") else names.split(",")
    assert (one.first, one.last, one.email) == (first, last, f"{begin}@x.org")


UNSURE = {
    "addresses that say nothing": "Prénom,Nom,Courriel\nMarie,Curie,u123@x.org\n",
    "no address": "Prénom,Nom\nMarie,Curie\n",
    "two columns of addresses": "Prénom,Nom,Courriel,Autre\nMarie,Curie,marie.curie@x.org,m@x.org\n",
    "most addresses say nothing": "A,B,C\nMarie,Curie,marie.curie@x.org\nAda,L,u1@x.org\nBob,M,u2@x.org\n",
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_is_not_sure_is_not_guessed_and_the_columns_are_named_with_the_option(tmp_path, text):
    rows = table_in(text.encode())
    assert not {"first", "last", "full"} & by_addresses(rows).keys()
    with pytest.raises(NoTable, match="no columns of names are known"):
        people_in(rows)
    table = tmp_path / "x.csv"
    table.write_text(text, "utf-8")
    printed = gradcalc("roster", table, "--course", tmp_path, code=1)
    first, last = list(rows[0])[:2]
    assert f"the columns of this table are “{first}”, “{last}”" in printed
    assert "--column first=" in printed
    gradcalc("roster", table, "--course", tmp_path, "--column", f"first={first}", "--column", f"last={last.upper()}")
    first_of_all = next(iter(roster_in(tmp_path).people.values()))
    assert (first_of_all.first, first_of_all.last) == ("Marie", "Curie")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [("middle=Nom", "what stands before = has to be one of first, last, full"),
     ("first=Vorname", "the columns of this table are “Prénom”, “Nom”, “Courriel”."), ("first", "the columns of")],
)  # fmt: skip
def test_what_is_said_of_a_column_and_cannot_be_is_refused(tmp_path, said, sentence):
    (tmp_path / "x.csv").write_text(UNSURE["addresses that say nothing"], "utf-8")
    assert sentence in gradcalc("roster", tmp_path / "x.csv", "--course", tmp_path, "--column", said, code=1)


def test_what_somebody_says_of_a_column_counts_before_its_words():
    (one,) = people_in(table_in(b"First name,Last name,Login\nCurie,Marie,mc\n"),
                       ("first=Last name", "last=First name", "username=Login"))  # fmt: skip
    assert (one.first, one.last, one.id, one.names) == ("Marie", "Curie", "mc", ("mc",))


@pytest.mark.parametrize("word", ["Participant ", "Teilnehmer/in", "参加者"])
def test_the_times_of_handing_in_are_those_of_the_number_whatever_stands_before_it(tmp_path, word):
    table = tmp_path / "worksheet.csv"
    rows = [f'{word}{number},Ada L,"Tuesday, 1 December 2026, {hour}:00 AM"' for number, hour in ((11, 9), (12, 10))]
    table.write_text("\n".join(["Identifier,Full name,Last modified (submission)", *rows]), "utf-8")
    two = Roster({one: Person(one, "Ada", "L", names=(number,)) for one, number in (("ada", "11"), ("ada2", "12"))})
    times, said = times_in(table, "03", People(two), datetime.UTC)
    assert said == []
    assert {student: time.hour for student, time in times.items()} == {"ada": 9, "ada2": 10}

package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | What is the capital of Australia, and how many people live there?
            en | Write a function that sorts a list of numbers.
            de | Wie hoch ist der Eiffelturm und wann wurde er gebaut?
            de | Bitte schreib mir eine kurze Zusammenfassung von diesem Text.
            fr | Quelle est la capitale de l'Australie et combien de gens y vivent ?
            fr | Explique-moi pourquoi le ciel est bleu.
            es | ¿Cuál es la capital de Australia y cuántas personas viven allí?
            es | Escribe una carta para mi jefe, por favor.
            pt | Qual é a capital da Austrália e quantas pessoas vivem lá?
            pt | Escreva uma carta para o meu chefe, por favor.
            it | Qual è la capitale dell'Australia e quante persone ci vivono?
            it | Scrivi una lettera per il mio capo e spiegami perché.
            nl | Wat is de hoofdstad van Australië en hoeveel mensen wonen er?
            sv | Vad är huvudstaden i Australien och hur många bor där?
            da | Hvad er hovedstaden i Australien, og hvor mange bor der?
            pl | Jak nazywa się stolica Australii i ile osób tam mieszka?
            cs | Jak se jmenuje hlavní město Austrálie a kolik lidí tam žije?
            ro | Care este capitala Australiei și câți oameni sunt acolo?
            hu | Mi az Ausztrália fővárosa, és hogy hívják a legnagyobb várost?
            fi | Mikä on Australian pääkaupunki ja miten siellä voi asua?
            tr | Avustralya'nın başkenti nedir ve orada kaç kişi yaşıyor, bana söyle, çok büyük bir şehir mi?
            id | Apa ibu kota Australia dan bagaimana orang di sana hidup?
            vi | Thủ đô của Úc là gì và có bao nhiêu người sống ở đó?
            ru | Какая столица у Австралии и сколько людей там живёт?
            uk | Яка столиця Австралії і скільки людей там живе?
            bg | Коя е столицата на Австралия и къде се намира тя, къща или град?
            sr | Који је главни град Аустралије и ђаци тамо уче?
            el | Ποια είναι η πρωτεύουσα της Αυστραλίας;
            he | מהי בירת אוסטרליה?
            ar | ما هي عاصمة أستراليا؟
            fa | پایتخت استرالیا چیست؟
            hi | ऑस्ट्रेलिया की राजधानी क्या है?
            ja | オーストラリアの首都はどこですか?
            zh | 澳大利亚的首都是哪里?
            ko | 호주의 수도는 어디입니까?
            th | เมืองหลวงของออสเตรเลียคืออะไร
            """)
    void tellsSentences(String language, String text) {
        assertThat(TextLanguage.of(text)).isEqualTo(language);
        assertThat(TextLanguage.known()).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1234 + 5678",
                "🙂🙂🙂",
                "x",
                "\u200b\u200b",
                "ERR_CONN_RESET 0xdeadbeef",
                "foo(bar, baz); qux++",
                "ᚠᚢᚦ"
            })
    void doesNotGuess(String text) {
        assertThat(TextLanguage.of(text)).isEmpty();
    }

    @Test
    void aLongTextIsToldByItsBeginning() {
        String english = "What is the best way to learn how to swim? ".repeat(200);

        assertThat(TextLanguage.of(english + "Wie geht es dir und was machst du? ".repeat(2000)))
                .isEqualTo("en");
    }

    @Test
    void theLanguageThatHasMoreOfATextWins() {
        assertThat(TextLanguage.of("Translate this: Wie hoch ist der Turm, und wann wurde er gebaut, und von wem?"))
                .isEqualTo("de");
        assertThat(TextLanguage.of("Переведи слово Київ: какие языки мы знаем, чтобы это было понятно?"))
                .isEqualTo("ru");
        assertThat(TextLanguage.of("Що означає російське слово «мы» і як його перекласти українською?"))
                .isEqualTo("uk");
    }
}

package io.cortado.mongo.embedded.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words with the stems that the algorithm's description gives them. */
class EnglishStemmerTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          consign, consign
          consigned, consign
          consignment, consign
          consistency, consist
          consistently, consist
          consolation, consol
          consolatory, consolatori
          consolidating, consolid
          knack, knack
          knaves, knave
          kneeling, kneel
          knightly, knight
          knitting, knit
          knives, knive
          hopping, hop
          hoping, hope
          happy, happi
          say, say
          cries, cri
          ties, tie
          generally, general
          generic, generic
          national, nation
          rational, ration
          skies, sky
          dying, die
          luxuriated, luxuri
          agreed, agre
          gas, gas
          this, this
          kiwis, kiwi
          """)
  void stems(String word, String stem) {
    assertThat(EnglishStemmer.stem(word)).isEqualTo(stem);
  }
}

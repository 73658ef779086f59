package io.cortado.node.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedKeysTest {
  private static final byte[] PHRASE = "pä$$".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"aes-128-cbc", "AES256", "aes-192-ofb", "aes-256-cfb", "aes-128-ecb", "des3"})
  void whatIsEncryptedComesBack(String cipher) throws Exception {
    PrivateKey key = PairMaking.edwards("ed25519").getPrivate();
    byte[] sealed = EncryptedKeys.encrypt(key.getEncoded(), KeyCipher.named(cipher), PHRASE);
    assertThat(KeyFiles.privateKey(sealed, "pkcs8", PHRASE)).isEqualTo(key);
  }

  @Test
  void opensslsOldFormOfPemComesBack() throws Exception {
    PrivateKey key = PairMaking.edwards("ed25519").getPrivate();
    String text = EncryptedKeys.pem("PRIVATE KEY", key.getEncoded(), KeyCipher.named("aes-256-cbc"), PHRASE);
    assertThat(text).contains("\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,");
    assertThat(KeyFiles.privateKey(Pem.blocks(text).getFirst(), PHRASE)).isEqualTo(key);
  }

  @Test
  void aMissingPassphraseIsTold() throws Exception {
    byte[] key = PairMaking.edwards("ed25519").getPrivate().getEncoded();
    byte[] sealed = EncryptedKeys.encrypt(key, KeyCipher.named("aes-128-cbc"), PHRASE);
    assertThatThrownBy(() -> KeyFiles.privateKey(sealed, "pkcs8", null)).isInstanceOf(KeyFiles.MissingPassphrase.class);
  }

  @Test
  void aWrongPassphraseOfABlockCipherIsABadPadding() throws Exception {
    String text =
        """
        -----BEGIN PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,000102030405060708090A0B0C0D0E0F

        AAECAwQFBgcICQoLDA0ODw==
        -----END PRIVATE KEY-----
        """;
    Pem block = Pem.blocks(text).getFirst();
    assertThatThrownBy(() -> KeyFiles.privateKey(block, PHRASE)).isInstanceOf(BadPaddingException.class);
  }

  @Test
  void ciphersThatCannotBeNamedInPkcs8AreRefused() {
    assertThatThrownBy(() -> EncryptedKeys.encrypt(new byte[1], KeyCipher.named("aes-128-ctr"), PHRASE))
        .hasMessage("no object identifier");
    assertThatThrownBy(() -> KeyCipher.named("nope")).hasMessage("unknown");
  }
}

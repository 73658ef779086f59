package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A cipher under way. It is set up at first use, when padding and tag length are known. Results are bytes for an {@code
 * ArrayBuffer}, or a text that names the failure. Runs on the loop.
 */
public final class CipherState {
  private final String mode;
  private final String algorithm;
  private final boolean encrypt;
  private final Key key;
  private final byte[] iv;
  private final ByteArrayOutputStream additional = new ByteArrayOutputStream();
  private boolean padding = true;
  private int tagLength;
  private byte @Nullable [] tag;
  private @Nullable Cipher cipher;

  CipherState(String algorithm, String mode, boolean encrypt, Key key, byte[] iv, int tagLength) {
    this.algorithm = algorithm;
    this.mode = mode;
    this.encrypt = encrypt;
    this.key = key;
    this.iv = iv;
    this.tagLength = tagLength;
  }

  private boolean authenticated() {
    return mode.equals("gcm") || mode.equals("poly1305");
  }

  private Cipher cipher() throws GeneralSecurityException {
    Cipher known = cipher;
    if (known != null) {
      return known;
    }
    boolean blocks = mode.equals("cbc") || mode.equals("ecb");
    String name =
        mode.equals("poly1305") ? "ChaCha20-Poly1305"
            : algorithm + "/" + (mode.equals("cfb") ? "CFB" : mode.toUpperCase(java.util.Locale.ROOT))
                + "/" + (blocks && padding ? "PKCS5Padding" : "NoPadding");
    Cipher made = Cipher.getInstance(name);
    AlgorithmParameterSpec parameters =
        mode.equals("gcm") ? new GCMParameterSpec(tagLength * 8, iv) : mode.equals("ecb") ? null : new IvParameterSpec(iv);
    made.init(encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key, parameters);
    if (authenticated() && additional.size() > 0) {
      made.updateAAD(additional.toByteArray());
    }
    cipher = made;
    return made;
  }

  public void padding(boolean on) {
    padding = on;
  }

  public void additionalData(Value arrayBuffer) {
    additional.writeBytes(Bytes.of(arrayBuffer));
  }

  /** The tag that decryption is to find. */
  public void expectTag(Value arrayBuffer) {
    byte[] bytes = Bytes.of(arrayBuffer);
    tag = bytes;
    tagLength = bytes.length;
  }

  /** The tag that encryption has made, or null. */
  public @Nullable Object tag() {
    return tag == null ? null : Bytes.out(tag);
  }

  public Object update(Value arrayBuffer, int offset, int length) {
    try {
      byte[] out = cipher().update(Bytes.of(arrayBuffer, offset, length));
      return Bytes.out(out == null ? new byte[0] : out);
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  public Object finish() {
    try {
      Cipher last = cipher();
      if (authenticated() && !encrypt) {
        if (tag == null) {
          return "auth";
        }
        return Bytes.out(last.doFinal(tag));
      }
      byte[] out = last.doFinal();
      if (!authenticated()) {
        return Bytes.out(out);
      }
      int length = out.length - tagLength;
      tag = Arrays.copyOfRange(out, length, out.length);
      return Bytes.out(Arrays.copyOf(out, length));
    } catch (AEADBadTagException e) {
      return "auth";
    } catch (BadPaddingException e) {
      return "padding";
    } catch (IllegalBlockSizeException e) {
      return "block";
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

package io.cortado.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts an app before the tests of a class, on a free port given to it as PORT, and drains it after them. The app runs in the
 * JVM of the tests, with a loop and a context of its own: classes that run in parallel do not meet.
 *
 * <p>Constructors and methods of the class, and of classes nested in it, may have parameters of these types: {@code
 * io.cortado.Cortado}, the running app; {@link Port} {@code int}, its port; {@code java.net.URI}, {@code http://localhost:PORT}.
 * {@link Bind} on a static field gives its value to the app.
 *
 * <p>An app that does not start fails the class with what the app has said of it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CortadoExtension.class)
public @interface CortadoTest {
  /** The entry file; what is relative, is so to the directory that the tests run in, which is the module's. */
  String value();

  /** Arguments: {@code process.argv} from index 2. */
  String[] args() default {};

  /** Variables of the app's environment beside those of this JVM and PORT, as {@code NAME=value}. */
  String[] env() default {};
}

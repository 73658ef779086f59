package io.cortado.junit;

import io.cortado.Cortado;
import io.cortado.CortadoApp;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link CortadoTest} does. */
final class CortadoExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace APPS = ExtensionContext.Namespace.create(CortadoExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> tests = context.getRequiredTestClass();
    CortadoTest wanted = AnnotationSupport.findAnnotation(tests, CortadoTest.class).orElse(null);
    // A nested class uses what the class around it has.
    if (wanted == null) {
      return;
    }
    Cortado app = described(wanted, tests).start();
    context.getStore(APPS).put(tests, app);
    app.port();
  }

  private static CortadoApp described(CortadoTest wanted, Class<?> tests) {
    CortadoApp app = Cortado.app(wanted.value()).args(wanted.args()).port(0);
    for (String variable : wanted.env()) {
      int end = variable.indexOf('=');
      if (end < 1) {
        throw new ExtensionConfigurationException("@CortadoTest: env has NAME=value (got \"" + variable + "\")");
      }
      app.env(variable.substring(0, end), variable.substring(end + 1));
    }
    for (Field field : AnnotationSupport.findAnnotatedFields(tests, Bind.class)) {
      app.bind(field.getAnnotation(Bind.class).value(), value(field));
    }
    return app;
  }

  private static Object value(Field field) {
    if (!Modifier.isStatic(field.getModifiers())) {
      throw new ExtensionConfigurationException("@Bind: " + field + " must be static, for the app starts before there is a test");
    }
    try {
      field.setAccessible(true);
      return Objects.requireNonNull(field.get(null), () -> "@Bind: " + field + " is null");
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException("@Bind: " + field + " cannot be read", e);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Cortado app = context.getStore(APPS).remove(context.getRequiredTestClass(), Cortado.class);
    if (app != null) {
      app.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Cortado.class || type == URI.class || type == int.class && parameter.isAnnotated(Port.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Cortado app = app(context);
    Class<?> type = parameter.getParameter().getType();
    return type == Cortado.class ? app : type == URI.class ? URI.create("http://localhost:" + app.port()) : (Object) app.port();
  }

  /** The app of the test's class, or of the nearest class around it that has one. */
  private static Cortado app(ExtensionContext context) {
    for (Class<?> at = context.getRequiredTestClass(); at != null; at = at.getEnclosingClass()) {
      Cortado app = context.getStore(APPS).get(at, Cortado.class);
      if (app != null) {
        return app;
      }
    }
    throw new ExtensionConfigurationException("@CortadoTest: no app runs for " + context.getRequiredTestClass().getName());
  }
}

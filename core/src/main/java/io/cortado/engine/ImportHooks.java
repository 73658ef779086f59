package io.cortado.engine;

import com.oracle.js.parser.ir.Module.ImportPhase;
import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.objects.AbstractModuleRecord;
import com.oracle.truffle.js.runtime.objects.CyclicModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import com.oracle.truffle.js.runtime.objects.Undefined;
import io.cortado.engine.errortext.SyntaxPlace;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code import()} and {@code import.meta} enter our JavaScript, and where that has modules loaded and run, so that
 * their errors and their contents are Node's. Runs on the loop.
 */
public final class ImportHooks {
  private final JSRealm realm;
  private @Nullable JSObject hooks;

  ImportHooks(Context context) {
    this.realm = JavaScriptLanguage.getJSRealm(context);
  }

  /**
   * From here on functions of the object that a global property holds are called: {@code load(importer, specifier,
   * attributes)}, which gives a promise; {@code meta(object, url)}; {@code outcome(phase, value, namespace)} and {@code
   * unparsed(error, message, file, line, column, text)} by the methods below.
   */
  public void install(String property) {
    hooks = (JSObject) JSObject.get(realm.getGlobalObject(), Strings.fromJavaString(property));
    realm.getContext().setImportModuleDynamicallyCallback(
        (where, importer, request) ->
            (JSDynamicObject) call("load", name(importer), request.specifier(), attributes(request)));
    realm.getContext().setImportMetaInitializer((object, module) -> call("meta", object, name(module)));
  }

  private Object call(String hook, Object... arguments) {
    return JSRuntime.call(JSObject.get(hooks, Strings.fromJavaString(hook)), Undefined.instance, arguments);
  }

  private static TruffleString name(@Nullable ScriptOrModule script) {
    String path = script == null ? null : script.getSource().getPath();
    return Strings.fromJavaString(path != null ? path : script == null ? "" : script.getSource().getName());
  }

  private static TruffleString attributes(ModuleRequest request) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<TruffleString, TruffleString> entry : request.attributes().entrySet()) {
      text.append(entry.getKey()).append('=').append(entry.getValue());
    }
    return Strings.fromJavaString(text.toString());
  }

  /**
   * Loads, links and starts a module. The outcome's phase is {@code run} with a promise and the namespace, or {@code
   * parse} or {@code link} with an error.
   *
   * @param json whether the import asks for JSON
   */
  public void run(String url, boolean json) {
    evaluate(url, json, false);
  }

  /**
   * As {@code run}, for a module that must be complete at once: the phase is {@code done} with the namespace, {@code
   * threw} with what it has thrown, {@code cycle} where it is being evaluated, or {@code async} where it or what it
   * imports awaits at the top level.
   */
  public void runNow(String url) {
    evaluate(url, false, true);
  }

  private void evaluate(String url, boolean json, boolean now) {
    String phase = "parse";
    try {
      AbstractModuleRecord module = module(url, json);
      module.loadRequestedModulesSync(realm, Undefined.instance);
      CyclicModuleRecord.Status status = module.getStatus();
      if (now && (status == CyclicModuleRecord.Status.Evaluating || awaits(module, new HashSet<>()))) {
        boolean cycle = status == CyclicModuleRecord.Status.Evaluating;
        call("outcome", Strings.fromJavaString(cycle ? "cycle" : "async"));
        return;
      }
      phase = "link";
      module.link(realm);
      phase = "threw";
      if (now) {
        module.evaluateSync(realm);
        Object namespace = module.getModuleNamespace(ImportPhase.Evaluation);
        call("outcome", Strings.fromJavaString("done"), Null.instance, namespace);
      } else {
        Object promise = module.evaluate(realm);
        call("outcome", Strings.fromJavaString("run"), promise, module.getModuleNamespace(ImportPhase.Evaluation));
      }
    } catch (GraalJSException e) {
      Object error = e.getErrorObject();
      if (phase.equals("parse")) {
        place(error);
      }
      call("outcome", Strings.fromJavaString(phase), error);
    }
  }

  private AbstractModuleRecord module(String url, boolean json) {
    TruffleString specifier = Strings.fromJavaString(url);
    ModuleRequest request =
        json ? ModuleRequest.create(specifier, Map.of(Strings.TYPE, Strings.JSON)) : ModuleRequest.create(specifier);
    return realm.getModuleLoader().resolveImportedModule(null, request);
  }

  /** Tells where a text does not parse. */
  private void place(Object error) {
    GraalJSException cause =
        error instanceof JSObject object && JSError.isJSError(object) ? JSError.getException(object) : null;
    if (!(cause instanceof JSException unparsed) || !cause.hasSourceLocation()) {
      return;
    }
    try {
      SourceSection at = cause.getSourceLocationInterop();
      Source source = at.getSource();
      int line = at.getStartLine();
      String file = source.getPath() == null ? source.getName() : source.getPath();
      String text = line <= source.getLineCount() ? source.getCharacters(line).toString() : "";
      SyntaxPlace place = SyntaxPlace.of(String.valueOf(unparsed.getRawMessage()), line, at.getStartColumn(), text);
      call("unparsed", error, Strings.fromJavaString(place.message()), Strings.fromJavaString(file), line, place.column(), place.length(),
          Strings.fromJavaString(text));
    } catch (UnsupportedMessageException e) {
      throw new IllegalStateException("an error with a place has none", e);
    }
  }

  private static boolean awaits(AbstractModuleRecord module, Set<AbstractModuleRecord> seen) {
    if (!(module instanceof CyclicModuleRecord cyclic) || !seen.add(module)) {
      return false;
    }
    if (cyclic.hasTLA()) {
      return true;
    }
    return cyclic.getRequestedModules().stream().anyMatch(request -> awaits(cyclic.getImportedModule(request), seen));
  }
}

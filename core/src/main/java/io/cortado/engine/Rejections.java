package io.cortado.engine;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.PromiseRejectionTracker;
import com.oracle.truffle.js.runtime.objects.AsyncContext;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Promises that are rejected while nobody handles them. When the microtasks have run, those that are still alone are told to
 * {@code unhandled(reason, promise)}, and those that were told and have found somebody since to {@code handled(promise)}: each in what
 * held when it happened. Runs on the loop.
 */
final class Rejections implements PromiseRejectionTracker {
  private record Rejection(Object reason, AsyncContext scope) {}

  private final JSRealm realm;
  private final AsyncScopes scopes;
  private final Object unhandled;
  private final Object handled;
  private final Map<JSDynamicObject, Rejection> pending = new LinkedHashMap<>();
  private final Map<JSDynamicObject, Boolean> told = new WeakHashMap<>();
  private final ArrayDeque<JSDynamicObject> late = new ArrayDeque<>();

  Rejections(JSRealm realm, AsyncScopes scopes, Object unhandled, Object handled) {
    this.realm = realm;
    this.scopes = scopes;
    this.unhandled = unhandled;
    this.handled = handled;
  }

  @Override
  public void promiseRejected(JSDynamicObject promise, Object reason) {
    pending.put(promise, new Rejection(reason, scopes.current(realm)));
    processed();
  }

  @Override
  public void promiseRejectionHandled(JSDynamicObject promise) {
    if (pending.remove(promise) == null && told.remove(promise) != null) {
      late.add(promise);
      processed();
    }
  }

  /** Without a job the engine would not say that the jobs are done. */
  private void processed() {
    realm.getContext().getLanguage().getPromiseJobsQueueEmptyAssumption().invalidate("unhandled rejection");
  }

  @Override
  public void promiseRejectedAfterResolved(JSDynamicObject promise, Object value) {}

  @Override
  public void promiseResolvedAfterResolved(JSDynamicObject promise, Object value) {}

  @Override
  public void promiseReactionJobsProcessed() {
    while (!late.isEmpty()) {
      JSRuntime.call(handled, Undefined.instance, new Object[] {late.remove()});
    }
    while (!pending.isEmpty()) {
      // One at a time: who hears of it may reject more, or handle the next.
      Map.Entry<JSDynamicObject, Rejection> first = pending.entrySet().iterator().next();
      JSDynamicObject promise = first.getKey();
      Rejection rejection = first.getValue();
      pending.remove(promise);
      told.put(promise, Boolean.TRUE);
      AsyncContext before = realm.getAgent().asyncContextSwap(rejection.scope());
      try {
        JSRuntime.call(unhandled, Undefined.instance, new Object[] {rejection.reason(), promise});
      } finally {
        realm.getAgent().asyncContextSwap(before);
      }
    }
  }
}

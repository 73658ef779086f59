package io.cortado.bench.count;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.SourceFilter;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.tools.profiler.CPUTracer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.graalvm.options.OptionDescriptor;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;

/**
 * Has GraalVM's {@code cputracer} count the functions that an engine enters, built-in ones and ours included, and sees which
 * scripts of ours it loads. {@code -Dpolyglot.cortado-count=true} makes every engine have it; each belongs to one
 * {@link Tally}.
 */
final class CountInstrument extends TruffleInstrument {
  static final String ID = "cortado-count";

  private static final OptionKey<Boolean> ENABLED = new OptionKey<>(false);

  @Override
  protected OptionDescriptors getOptionDescriptors() {
    return OptionDescriptors.create(
        List.of(OptionDescriptor.newBuilder(ENABLED, ID).help("Counts functions entered.").build()));
  }

  @Override
  protected void onCreate(Env env) {
    CPUTracer tracer = Objects.requireNonNull(env.lookup(env.getInstruments().get("cputracer"), CPUTracer.class));
    tracer.setFilter(SourceSectionFilter.newBuilder().tagIs(StandardTags.RootTag.class).includeInternal(true).build());
    tracer.setCollecting(true);
    Tally tally = Tally.begin(tracer);
    // The tracer tells functions apart by their place in the source, which the engine's own have in common.
    env.getInstrumenter()
        .attachExecutionEventFactory(
            SourceSectionFilter.newBuilder()
                .tagIs(StandardTags.RootTag.class)
                .includeInternal(true)
                .sourceIs(source -> source.getName().equals(Places.BUILT_IN))
                .build(),
            context -> new Entering(tally.builtIn(name(context))));
    env.getInstrumenter()
        .attachLoadSourceListener(
            SourceFilter.newBuilder().includeInternal(true).build(), event -> loaded(tally, event.getSource()), true);
  }

  private static void loaded(Tally tally, Source source) {
    if (source.getName().startsWith("node:")) {
      tally.loaded(source.getName(), source.getCharacters().toString().getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private static String name(EventContext context) {
    String name = context.getInstrumentedNode().getRootNode().getName();
    return name == null ? "" : name;
  }

  /** Counts the entries of a function. */
  private static final class Entering extends ExecutionEventNode {
    private final LongAdder count;

    Entering(LongAdder count) {
      this.count = count;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      count.increment();
    }
  }
}

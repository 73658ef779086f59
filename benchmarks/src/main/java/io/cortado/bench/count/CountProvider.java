package io.cortado.bench.count;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** Lets the engine find {@link CountInstrument}. */
@TruffleInstrument.Registration(id = CountInstrument.ID, name = "Counts", version = "1")
public final class CountProvider extends TruffleInstrumentProvider {
  @Override
  protected String getInstrumentClassName() {
    return CountInstrument.class.getName();
  }

  @Override
  protected Object create() {
    return new CountInstrument();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of();
  }
}

package io.cortado.engine;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** Lets the engine find {@link ErrorTextInstrument}. */
@TruffleInstrument.Registration(id = ErrorTextInstrument.ID, name = "Error texts", version = "1")
public final class ErrorTextProvider extends TruffleInstrumentProvider {
  @Override
  protected String getInstrumentClassName() {
    return ErrorTextInstrument.class.getName();
  }

  @Override
  protected Object create() {
    return new ErrorTextInstrument();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of(Runnable.class.getName());
  }
}

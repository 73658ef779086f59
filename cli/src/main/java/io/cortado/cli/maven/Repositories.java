package io.cortado.cli.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.jspecify.annotations.Nullable;

/**
 * Maven's repositories as Maven itself would use them: the user's settings with their mirrors and proxies, and the local repository.
 * Not for several threads.
 */
final class Repositories implements AutoCloseable {
  private final Context context;

  /** {@code extra} are addresses that package.json names; {@code local} is a local repository of one's own, or null. */
  Repositories(List<String> extra, boolean offline, @Nullable Path local) {
    ContextOverrides.Builder options = ContextOverrides.create().withUserSettings(local == null).offline(offline);
    if (local != null) {
      options.withLocalRepositoryOverride(local);
    }
    if (!extra.isEmpty()) {
      List<RemoteRepository> repositories = new ArrayList<>();
      for (int i = 0; i < extra.size(); i++) {
        repositories.add(new RemoteRepository.Builder("cortado-" + i, "default", extra.get(i)).build());
      }
      options.repositories(repositories);
      options.addRepositoriesOp(ContextOverrides.AddRepositoriesOp.APPEND);
    }
    context = Runtimes.INSTANCE.getRuntime().create(options.build());
  }

  /** The jars of libraries and of all that they need at run time. */
  List<Artifact> resolve(List<String> coordinates) throws InstallException {
    CollectRequest collect = new CollectRequest();
    coordinates.forEach(name -> collect.addDependency(new Dependency(new DefaultArtifact(name), JavaScopes.RUNTIME)));
    collect.setRepositories(context.remoteRepositories());
    DependencyRequest request =
        new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME, JavaScopes.COMPILE));
    try {
      return context.repositorySystem().resolveDependencies(context.repositorySystemSession(), request).getArtifactResults().stream()
          .map(ArtifactResult::getArtifact).toList();
    } catch (DependencyResolutionException e) {
      throw new InstallException(reason(e), e);
    }
  }

  /** The jar of exactly these coordinates. */
  Artifact fetch(String coordinates) throws InstallException {
    ArtifactRequest request = new ArtifactRequest(new DefaultArtifact(coordinates), context.remoteRepositories(), null);
    try {
      return context.repositorySystem().resolveArtifact(context.repositorySystemSession(), request).getArtifact();
    } catch (ArtifactResolutionException e) {
      throw new InstallException(reason(e), e);
    }
  }

  /** The innermost message, which names the library; where it was looked for is the user's affair and may be secret. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause().getMessage() != null) {
      innermost = innermost.getCause();
    }
    String message = String.valueOf(innermost.getMessage());
    return message.replaceAll("\\s*\\(?https?://[^\\s)]+\\)?", "");
  }

  @Override
  public void close() {
    context.close();
  }
}

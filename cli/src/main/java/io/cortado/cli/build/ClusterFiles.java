package io.cortado.cli.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Kubernetes is told of an app: how many of it run where, how it is reached, when there are more, what is asked of it. */
public final class ClusterFiles {
  private static final int MANAGEMENT = 9464;
  private static final Pattern WORD = Pattern.compile("\\b(?:NAME|IMAGE|PORT|MANAGEMENT)\\b");

  private final App app;
  private final String image;
  private final int port;

  /** {@code image}: the name under which the cluster finds the app. */
  public ClusterFiles(App app, String image, int port) {
    this.app = app;
    this.image = image;
    this.port = port;
  }

  /** Writes the files into a folder, and says which; none that is there is overwritten. */
  public List<Path> to(Path folder) throws IOException, BuildException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("deployment.yaml", deployment());
    files.put("service.yaml", service());
    files.put("autoscaling.yaml", autoscaling());
    for (String name : files.keySet()) {
      if (Files.exists(folder.resolve(name))) {
        throw new BuildException(folder.resolve(name) + " is there already, and may have been changed; move it away");
      }
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return files.keySet().stream().map(folder::resolve).toList();
  }

  private String fill(String text) {
    Map<String, String> words =
        Map.of("NAME", app.name(), "IMAGE", image, "PORT", String.valueOf(port), "MANAGEMENT", String.valueOf(MANAGEMENT));
    return WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(String.valueOf(words.get(found.group()))));
  }

  private String deployment() {
    return fill(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: NAME
          labels: { app.kubernetes.io/name: NAME }
        spec:
          replicas: 2
          selector:
            matchLabels: { app.kubernetes.io/name: NAME }
          strategy:
            # A new one takes over before an old one goes.
            rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
          template:
            metadata:
              labels: { app.kubernetes.io/name: NAME }
              annotations:
                prometheus.io/scrape: "true"
                prometheus.io/path: /metrics
                prometheus.io/port: "MANAGEMENT"
            spec:
              # SIGTERM is answered by finishing what has begun, which takes 10 seconds at most; see the guide on operating.
              terminationGracePeriodSeconds: 30
              securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
              containers:
                - name: NAME
                  image: "IMAGE"
                  args: ["--management-port", "MANAGEMENT", "--management-host", "0.0.0.0", "--log=json", "."]
                  ports:
                    - { name: http, containerPort: PORT }
                    - { name: management, containerPort: MANAGEMENT }
                  # Passwords and addresses belong into a Secret: envFrom: [{ secretRef: { name: NAME } }]
                  env:
                    - { name: NODE_ENV, value: production }
                    - { name: PORT, value: "PORT" }
                  startupProbe:
                    httpGet: { path: /ready, port: management }
                    periodSeconds: 1
                    failureThreshold: 60
                  readinessProbe:
                    httpGet: { path: /ready, port: management }
                    periodSeconds: 5
                  livenessProbe:
                    httpGet: { path: /live, port: management }
                    periodSeconds: 10
                    failureThreshold: 3
                  lifecycle:
                    # The cluster's proxies need a moment to learn that this one is going.
                    preStop: { exec: { command: [sleep, "5"] } }
                  resources:
                    requests: { cpu: 500m, memory: 512Mi }
                    limits: { memory: 512Mi }
                  securityContext:
                    allowPrivilegeEscalation: false
                    readOnlyRootFilesystem: true
                    capabilities: { drop: [ALL] }
                  volumeMounts:
                    - { name: tmp, mountPath: /tmp }
              volumes:
                - { name: tmp, emptyDir: {} }
        """);
  }

  private String service() {
    return fill(
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: NAME
          labels: { app.kubernetes.io/name: NAME }
        spec:
          selector: { app.kubernetes.io/name: NAME }
          ports:
            - { name: http, port: 80, targetPort: http }
        """);
  }

  private String autoscaling() {
    return fill(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: NAME
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: NAME }
          minReplicas: 2
          maxReplicas: 10
          metrics:
            - type: Resource
              resource:
                name: cpu
                target: { type: Utilization, averageUtilization: 70 }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: NAME
        spec:
          minAvailable: 1
          selector:
            matchLabels: { app.kubernetes.io/name: NAME }
        """);
  }
}

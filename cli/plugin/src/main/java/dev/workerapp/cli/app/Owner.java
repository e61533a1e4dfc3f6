package dev.workerapp.cli.app;

import dev.workerapp.cli.json.Json;
import java.util.Optional;

/** Who else writes the spec of an app, as the labels and annotations say that the common tools set. */
public final class Owner {

    private Owner() {}

    /** In words, as {@code Flux Kustomization apps/shop}; empty if nobody is seen. */
    public static Optional<String> of(Json app) {
        Json annotations = app.at("metadata", "annotations");
        Json labels = app.at("metadata", "labels");
        Optional<String> flux = flux(labels, "Kustomization", "kustomize.toolkit.fluxcd.io")
                .or(() -> flux(labels, "HelmRelease", "helm.toolkit.fluxcd.io"));
        if (flux.isPresent()) {
            return flux;
        }
        // The tracking id is APPLICATION:GROUP/KIND:NAMESPACE/NAME.
        Optional<String> argo = annotations
                .at("argocd.argoproj.io/tracking-id")
                .someText()
                .map(id -> "Argo CD application " + id.split(":", 2)[0])
                .or(() ->
                        labels.at("argocd.argoproj.io/instance").someText().map(name -> "Argo CD application " + name));
        if (argo.isPresent()) {
            return argo;
        }
        if (labels.at("app.kubernetes.io/managed-by").text().equals("Helm")) {
            return Optional.of("Helm release "
                    + annotations.at("meta.helm.sh/release-namespace").text() + "/"
                    + annotations.at("meta.helm.sh/release-name").text());
        }
        return Optional.empty();
    }

    private static Optional<String> flux(Json labels, String kind, String prefix) {
        return labels.at(prefix + "/name")
                .someText()
                .map(name ->
                        "Flux " + kind + " " + labels.at(prefix + "/namespace").text() + "/" + name);
    }

    /** What is to be said of a change of the spec; empty if nobody else is seen. */
    public static Optional<String> hint(Json app) {
        return of(app).map(owner -> app.at("metadata", "name").text() + " is kept by the " + owner
                + ", which may take this back. Change it there to keep it.");
    }
}

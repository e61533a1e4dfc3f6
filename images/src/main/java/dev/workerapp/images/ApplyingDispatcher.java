package dev.workerapp.images;

import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.List;

/**
 * The mock's store of objects, which lacks server-side apply: here it creates what is not there and merges into what is.
 * That is enough to train with, and proves nothing.
 */
final class ApplyingDispatcher extends KubernetesCrudDispatcher {

    private static final int NOT_FOUND = 404;

    ApplyingDispatcher(List<CustomResourceDefinitionContext> customResources) {
        super(customResources);
    }

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.startsWith("application/apply-patch")) {
            return super.handlePatch(request);
        }
        String path = request.getPath().replaceFirst("\\?.*", "");
        if (handleGet(path.replaceFirst("/status$", "")).code() == NOT_FOUND) {
            return handleCreate(rewritten(request, HttpMethod.POST, path.replaceFirst("/[^/]+$", "")));
        }
        return super.handlePatch(rewritten(request, HttpMethod.PATCH, path));
    }

    private static RecordedRequest rewritten(RecordedRequest request, HttpMethod method, String path) {
        Headers headers = request.getHeaders()
                .newBuilder()
                .set("Content-Type", "application/merge-patch+json")
                .build();
        return new RecordedRequest(request.getHttpVersion(), method, path, headers, request.getBody());
    }
}

package dev.workerapp.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.List;

/**
 * The mock's store of objects, which lacks server-side apply, and in which a merge patch stores a null instead of removing
 * what is there: here server-side apply creates what is not there and merges into what is, and no patch removes anything.
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
        if (type != null && type.startsWith("application/merge-patch")) {
            return super.handlePatch(rewritten(request, HttpMethod.PATCH, request.getPath()));
        }
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
        Buffer body = new Buffer(withoutNulls(request.getUtf8Body()).getBytes(UTF_8));
        return new RecordedRequest(request.getHttpVersion(), method, path, headers, body);
    }

    private static String withoutNulls(String json) {
        ObjectNode patch = Serialization.unmarshal(json, ObjectNode.class);
        patch.at("/metadata/annotations")
                .properties()
                .removeIf(annotation -> annotation.getValue().isNull());
        return Serialization.asJson(patch);
    }
}

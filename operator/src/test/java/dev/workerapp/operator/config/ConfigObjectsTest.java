package dev.workerapp.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigObjectsTest {

    static {
        // On a busy machine everything takes its time.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    private static final ResourceID SHOP = new ResourceID("shop", "here");
    private static final String MAPS = "/api/v1/namespaces/here/configmaps/";
    private static final String SECRETS = "/api/v1/namespaces/here/secrets/";
    private static final String KEY = "/api/v1/namespaces/system/secrets/key";
    private static final Reference MAP = Reference.toAll(Kind.CONFIG_MAP, "shop", false);
    private static final Reference SECRET = Reference.toAll(Kind.SECRET, "shop", false);
    private static final String ONE = ",\"data\":{\"a\":\"1\"}";
    private static final String TWO = ",\"data\":{\"a\":\"2\"}";

    private final ConfigApi api = new ConfigApi();
    private final List<ResourceID> looks = new CopyOnWriteArrayList<>();
    private final ConfigObjects objects = objects(Duration.ofMinutes(3));

    private ConfigObjects objects(Duration silence) {
        ConfigObjects made = new ConfigObjects(
                new Requests(api.client(), silence),
                "",
                Optional.of(new DigestKey(api.client(), "system", "key")),
                Set.of(Kind.values()),
                Duration.ofMillis(1));
        made.listen(looks::add, _ -> true);
        return made;
    }

    @AfterEach
    void close() {
        objects.close();
        api.close();
    }

    @Test
    void nothing_is_asked_before_an_app_follows_something() {
        assertThat(objects.follow(SHOP, List.of())).isEmpty();
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void an_object_is_read_once_and_again_when_it_has_another_version() {
        api.put(MAPS + "shop", "", ONE);
        Content first = content(MAP);
        assertThat(content(MAP)).isEqualTo(first).isInstanceOf(Content.Known.class);
        assertThat(api.count("configmaps/shop")).isOne();
        awaitWatch();

        api.put(MAPS + "shop", "", TWO);

        Awaitility.await().untilAsserted(() -> assertThat(looks).containsExactly(SHOP));
        assertThat(content(MAP)).isNotEqualTo(first);
        assertThat(api.count("configmaps/shop")).isEqualTo(2);
    }

    @Test
    void another_version_of_the_same_content_asks_for_no_look() {
        api.put(MAPS + "shop", "", ONE);
        Content first = content(MAP);
        awaitWatch();

        api.touch(MAPS + "shop");

        Awaitility.await().until(() -> api.count("configmaps/shop") == 2);
        assertThat(content(MAP)).isEqualTo(first);
        assertThat(looks).isEmpty();
    }

    @Test
    void objects_with_the_label_of_an_app_are_known_by_name_and_the_app_is_told_when_one_is_deleted() {
        String labels = ",\"uid\":\"c\",\"labels\":{\"x\":\"y\",\"workerapp.dev/app\":\"shop\"},\"ownerReferences\":"
                + "[{\"uid\":\"p\"},{\"uid\":\"u\",\"controller\":true}]";
        api.put(MAPS + "shop-1", labels, ONE);
        api.put(MAPS + "other", "", ONE);
        assertThat(objects.copies(SHOP, Kind.CONFIG_MAP))
                .contains(Set.of(new Copy(Kind.CONFIG_MAP, "shop-1", "c", "u")));
        awaitWatch();

        api.put(MAPS + "shop-2", labels.replace("\"c\"", "\"d\""), ONE);
        Awaitility.await()
                .until(() -> objects.copies(SHOP, Kind.CONFIG_MAP).orElseThrow().size() == 2);
        assertThat(looks).isEmpty();
        api.delete(MAPS + "shop-1");
        Awaitility.await().untilAsserted(() -> assertThat(looks).containsExactly(SHOP));
        assertThat(objects.copies(SHOP, Kind.CONFIG_MAP))
                .contains(Set.of(new Copy(Kind.CONFIG_MAP, "shop-2", "d", "u")));
        assertThat(api.count("configmaps/shop-")).isZero();

        objects.deleted(SHOP, new Copy(Kind.CONFIG_MAP, "shop-2", "d", "u"));
        assertThat(objects.copies(SHOP, Kind.CONFIG_MAP)).contains(Set.of());
        api.delete(MAPS + "shop-2");
        api.put(MAPS + "shop-3", labels, ONE);
        Awaitility.await()
                .until(() -> objects.copies(SHOP, Kind.CONFIG_MAP).orElseThrow().size() == 1);
        assertThat(looks).containsExactly(SHOP);
    }

    @Test
    void copies_that_are_not_listed_any_more_are_gone() {
        objects.made(SHOP, new Copy(Kind.CONFIG_MAP, "shop-1", "c", "u"));

        Awaitility.await().until(() -> objects.copies(SHOP, Kind.CONFIG_MAP).equals(Optional.of(Set.of())));
        assertThat(looks).containsExactly(SHOP);
    }

    @Test
    void values_for_a_copy_are_those_that_are_used_if_they_are_still_what_they_were() throws IOException {
        api.put(
                MAPS + "shop",
                "",
                ",\"data\":{\"a\":\"1\",\"b\":\"2\"},\"binaryData\":{\"c\":\"AP8=\",\"d\":\"AP8=\"}");
        Reference some = Reference.toKeys(Kind.CONFIG_MAP, "shop", true, List.of("a", "c"));
        String digest = ((Content.Known) content(some)).digest();

        assertThat(objects.values(SHOP, some, digest)).contains(new UsedValues(Map.of("a", "1"), Map.of("c", "AP8=")));
        api.put(MAPS + "shop", "", TWO);
        assertThat(objects.values(SHOP, some, digest)).isEmpty();
        api.delete(MAPS + "shop");
        assertThat(objects.values(SHOP, some, digest)).isEmpty();
    }

    @Test
    void a_change_that_is_found_by_the_read_for_a_copy_is_known_though_the_watch_is_late() throws IOException {
        api.put(MAPS + "shop", "", ONE);
        Content first = content(MAP);
        api.mute(true);
        api.put(MAPS + "shop", "", TWO);

        assertThat(objects.values(SHOP, MAP, ((Content.Known) first).digest())).isEmpty();

        assertThat(content(MAP)).isNotEqualTo(first);
    }

    @Test
    void an_object_that_is_ignored_by_now_is_not_copied() throws IOException {
        api.put(MAPS + "shop", "", ONE);
        String digest = ((Content.Known) content(MAP)).digest();
        api.mute(true);
        api.put(MAPS + "shop", ",\"annotations\":{\"workerapp.dev/ignore\":\"true\"}", ONE);

        assertThat(objects.values(SHOP, MAP, digest)).isEmpty();
    }

    @Test
    void objects_that_nobody_follows_are_not_read_and_not_kept() {
        List.of("a", "b", "c", "d", "e").forEach(name -> api.put(MAPS + name, "", ONE));
        api.put(MAPS + "shop", "", ONE);
        content(MAP);
        awaitWatch();
        api.put(MAPS + "a", "", TWO);
        api.put(MAPS + "shop", "", TWO);
        Awaitility.await().until(() -> !looks.isEmpty());

        assertThat(api.count("configmaps/a")).isZero();
        assertThat(objects.size()).isOne();
        objects.forget(SHOP);
        api.endWatches();
        Awaitility.await().until(() -> objects.size() == 0);
    }

    @Test
    void an_object_that_comes_goes_and_comes_back_the_same_is_the_same() {
        assertThat(content(MAP)).isEqualTo(new Content.Known(Content.ABSENT));
        awaitWatch();
        api.put(MAPS + "shop", "", ONE);
        Awaitility.await().until(() -> looks.size() == 1);
        Content first = content(MAP);

        api.delete(MAPS + "shop");
        Awaitility.await().until(() -> looks.size() == 2);
        assertThat(content(MAP)).isEqualTo(new Content.Known(Content.ABSENT));

        api.put(MAPS + "shop", "", ONE);
        Awaitility.await().until(() -> looks.size() == 3);
        assertThat(content(MAP)).isEqualTo(first);
    }

    @Test
    void changes_that_a_mute_watch_does_not_tell_are_found() {
        try (ConfigObjects impatient = objects(Duration.ofMillis(50))) {
            api.put(MAPS + "shop", "", ONE);
            Content first = content(impatient, MAP);
            api.mute(true);

            api.put(MAPS + "shop", "", TWO);

            Awaitility.await()
                    .untilAsserted(() -> assertThat(content(impatient, MAP)).isNotEqualTo(first));
            api.delete(MAPS + "shop");
            Awaitility.await().untilAsserted(() -> assertThat(content(impatient, MAP))
                    .isEqualTo(new Content.Known(Content.ABSENT)));
        }
    }

    @Test
    void a_version_that_is_too_old_leads_to_another_list_and_an_end_to_another_watch() {
        api.put(MAPS + "shop", "", ONE);
        content(MAP);
        awaitWatch();
        assertThat(api.count("limit=")).isOne();

        api.endWatches();
        Awaitility.await().until(() -> api.count("watch=true") == 2 && api.isWatched());
        assertThat(api.count("limit=")).isOne();

        api.expire();
        Awaitility.await().until(() -> api.count("watch=true") == 3 && api.isWatched());
        assertThat(api.count("limit=")).isEqualTo(2);
        api.put(MAPS + "shop", "", TWO);
        Awaitility.await().until(() -> !looks.isEmpty());
    }

    @Test
    void what_is_forbidden_is_unknown_and_known_again_when_it_is_allowed() {
        api.put(MAPS + "shop", "", ONE);
        api.answer(403);

        assertThat(content(MAP)).isEqualTo(new Content.Unknown("ConfigMaps can't be watched: it is forbidden here"));

        api.answer(200);
        Awaitility.await().until(() -> looks.contains(SHOP));
        assertThat(content(MAP)).isInstanceOf(Content.Known.class);
    }

    @Test
    void what_can_be_listed_and_not_watched_stays_unknown_and_is_reported_once() {
        api.put(MAPS + "shop", "", ONE);
        api.answerWatches(403);

        assertThat(content(MAP)).isEqualTo(new Content.Unknown("ConfigMaps can't be watched: it is forbidden here"));
        Awaitility.await().until(() -> api.count("watch=true") >= 4);
        assertThat(content(MAP)).isInstanceOf(Content.Unknown.class);
        assertThat(looks).containsExactly(SHOP);

        api.answerWatches(200);
        Awaitility.await().untilAsserted(() -> assertThat(content(MAP)).isInstanceOf(Content.Known.class));
    }

    @Test
    void an_object_that_can_not_be_read_is_unknown_and_is_read_at_the_next_look() {
        api.put(MAPS + "other", "", ONE);
        content(Reference.toAll(Kind.CONFIG_MAP, "other", true));
        awaitWatch();
        api.put(MAPS + "shop", "", ONE);
        api.answer(500);

        assertThat(content(MAP)).isInstanceOf(Content.Unknown.class);

        api.answer(200);
        Awaitility.await().untilAsserted(() -> assertThat(content(MAP)).isInstanceOf(Content.Known.class));
    }

    @Test
    void the_field_manager_that_has_changed_an_object_last_is_known() {
        String managers = """
                ,"managedFields": [
                  {"manager": "helm", "time": "2026-01-02T00:00:00Z", "fieldsV1": {"f:data": {}}},
                  {"manager": "kubectl-edit", "time": "2026-01-03T00:00:00Z"},
                  {"manager": "before", "time": "2025-01-03T00:00:00Z"}]""";
        api.put(MAPS + "shop", managers, ONE);

        assertThat(objects.follow(SHOP, List.of(MAP)).get(MAP))
                .isInstanceOfSatisfying(ObjectState.Present.class, object -> assertThat(object.manager())
                        .isEqualTo("kubectl-edit"));
    }

    @Test
    void an_object_that_says_so_is_ignored() {
        api.put(MAPS + "shop", ",\"annotations\":{\"a\":\"b\",\"workerapp.dev/ignore\":\"true\",\"c\":\"d\"}", ONE);

        assertThat(content(MAP)).isEqualTo(new Content.Ignored());
    }

    /** Only metadata are asked for in lists and watches, and of Helm's Secrets not even these. */
    @Test
    void secrets_are_digested_with_a_key() {
        api.put(SECRETS + "shop", "", secret("hunter2"));
        api.put(MAPS + "shop", "", ",\"data\":{\"password\":\"hunter2\"}");
        storeKey();

        Content.Known known = (Content.Known) content(SECRET);

        assertThat(known.digest()).startsWith("hmac-");
        assertThat(known.digest().split(":", -1)[1])
                .isNotEqualTo(((Content.Known) content(MAP)).digest().split(":", -1)[1]);
        assertThat(api.requests().stream().filter(request -> request.startsWith("/api/v1/secrets")))
                .isNotEmpty()
                .allMatch(request -> request.contains("fieldSelector=type!=helm.sh/release.v1")
                        && request.contains("as=PartialObjectMetadata"));
    }

    @Test
    void without_its_key_a_secret_is_unknown() {
        api.put(SECRETS + "shop", "", secret("hunter2"));

        assertThat(content(SECRET)).isInstanceOfSatisfying(Content.Unknown.class, unknown -> assertThat(unknown.why())
                .contains("Secret shop", "there is no Secret key in namespace system"));
    }

    @Test
    void what_is_read_again_is_told_to_the_other_apps_that_follow_it() {
        ResourceID other = new ResourceID("other", "here");
        api.put(MAPS + "shop", "", ONE);
        objects.follow(other, List.of(MAP));
        Content first = content(MAP);
        api.mute(true);
        api.put(MAPS + "shop", "", TWO);
        assertThat(content(MAP)).isEqualTo(first);

        ObjectState again =
                Objects.requireNonNull(objects.readAgain(SHOP, List.of(MAP)).get(MAP));

        assertThat(Content.of(MAP, again)).isNotEqualTo(first);
        assertThat(looks).containsExactly(other);
    }

    @Test
    void once_the_operator_stops_nothing_is_known() {
        api.put(MAPS + "shop", "", ONE);
        objects.close();

        assertThat(content(MAP)).isEqualTo(new Content.Unknown("The operator stops."));
    }

    /** As from a proxy. */
    @Test
    void an_answer_that_is_not_the_api_servers_does_not_mean_that_an_object_is_absent() {
        content(Reference.toAll(Kind.CONFIG_MAP, "other", false));
        awaitWatch();
        api.answer(404);

        assertThat(content(MAP)).isInstanceOf(Content.Unknown.class);
    }

    private void storeKey() {
        String key = Base64.getEncoder().encodeToString(new byte[Digests.KEY_LENGTH]);
        api.put(KEY, "", ",\"data\":{\"key\":\"" + key + "\"}");
    }

    private static String secret(String password) {
        return ",\"type\":\"Opaque\",\"data\":{\"password\":\""
                + Base64.getEncoder().encodeToString(password.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "\"}";
    }

    private void awaitWatch() {
        Awaitility.await().until(api::isWatched);
    }

    private Content content(Reference reference) {
        return content(objects, reference);
    }

    private static Content content(ConfigObjects objects, Reference reference) {
        Map<Reference, ObjectState> states = objects.follow(SHOP, List.of(reference));
        Collection<ObjectState> only = states.values();
        assertThat(only).hasSize(1);
        return Content.of(reference, only.iterator().next());
    }
}

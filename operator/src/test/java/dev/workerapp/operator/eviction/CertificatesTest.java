package dev.workerapp.operator.eviction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {

    private static final String HOST = "webhook.system.svc";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @ValueSource(strings = {HOST, "127.0.0.1", "::1"})
    void what_is_made_of_nothing_is_trusted_and_is_for_the_host(String host) throws GeneralSecurityException {
        Certificates made = of(Map.of(), host, NOW);

        assertTrusted(made, made.caBundle(), NOW);
        assertThat(made.server().orElseThrow().certificate().getSubjectAlternativeNames())
                .singleElement()
                .satisfies(name -> assertThat(name).hasSize(2));
        assertThat(made.withServer(host, NOW)).isSameAs(made);
    }

    @Test
    void what_was_stored_is_read_again() throws GeneralSecurityException {
        Certificates made = of(Map.of(), HOST, NOW);

        Certificates read = Certificates.read(made.data());

        assertThat(read).isEqualTo(made);
        assertThat(read.withAuthority(NOW).withServer(HOST, NOW)).isSameAs(read);
    }

    @Test
    void a_certificate_is_renewed_when_a_third_of_its_time_is_left_and_its_authority_stays()
            throws GeneralSecurityException {
        Certificates made = of(Map.of(), HOST, NOW);
        Instant before = NOW.plus(Duration.ofDays(240));
        Instant due = NOW.plus(Duration.ofDays(245));

        assertThat(made.withAuthority(before).withServer(HOST, before)).isSameAs(made);
        Certificates renewed = made.withAuthority(due).withServer(HOST, due);

        assertThat(renewed.server()).isNotEqualTo(made.server());
        assertThat(renewed.caBundle()).isEqualTo(made.caBundle());
        assertTrusted(renewed, made.caBundle(), due);
    }

    @Test
    void a_new_authority_is_trusted_beside_the_old_one_until_the_certificate_is_of_the_new_one()
            throws GeneralSecurityException {
        Instant due = NOW.plus(Duration.ofDays(2600));
        Certificates made = of(of(Map.of(), HOST, NOW).data(), HOST, due.minus(Duration.ofDays(300)));

        Certificates trusting = made.withAuthority(due);
        Certificates renewed = trusting.withServer(HOST, due);

        assertThat(trusting.server()).isEqualTo(made.server());
        assertTrusted(made, trusting.caBundle(), due);
        assertThat(renewed.server()).isNotEqualTo(made.server());
        assertTrusted(renewed, trusting.caBundle(), due);
        assertThat(Certificates.read(renewed.data())).isEqualTo(renewed);
    }

    @Test
    void an_authority_that_has_ended_is_not_trusted_any_more() throws GeneralSecurityException {
        Instant later = NOW.plus(Duration.ofDays(4000));

        assertThat(of(Map.of(), HOST, NOW).withAuthority(later).former()).isEmpty();
    }

    @Test
    void another_host_needs_another_certificate() throws GeneralSecurityException {
        Certificates made = of(Map.of(), HOST, NOW);

        assertThat(made.withServer("other.system.svc", NOW).server()).isNotEqualTo(made.server());
    }

    @Test
    void clocks_that_went_back_have_it_made_anew() throws GeneralSecurityException {
        Instant earlier = NOW.minus(Duration.ofDays(1));

        Certificates made = of(of(Map.of(), HOST, NOW).data(), HOST, earlier);

        assertTrusted(made, made.caBundle(), earlier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key", "tls.crt", "tls.key"})
    void what_was_spoilt_or_taken_away_is_made_anew(String entry) throws GeneralSecurityException {
        Map<String, String> stored = of(Map.of(), HOST, NOW).data();
        for (String text :
                List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            Map<String, String> spoilt = new HashMap<>(stored);
            spoilt.put(entry, Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));

            Certificates made = of(spoilt, HOST, NOW);

            assertTrusted(made, made.caBundle(), NOW);
        }
    }

    @Test
    void no_key_is_said_in_a_log() throws GeneralSecurityException {
        assertThat(of(Map.of(), HOST, NOW).toString())
                .contains("CN=workerapp evictions")
                .doesNotContain("Key");
    }

    private static Certificates of(Map<String, String> data, String host, Instant now) throws GeneralSecurityException {
        return Certificates.read(data).withAuthority(now).withServer(host, now);
    }

    /** As a client checks it (RFC 5280), with no more than the bundle. */
    private static void assertTrusted(Certificates made, String caBundle, Instant at) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(
                Pem.certificates(new String(Base64.getDecoder().decode(caBundle), UTF_8)).stream()
                        .map(authority -> new TrustAnchor(authority, null))
                        .collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        X509Certificate served = made.server().orElseThrow().certificate();
        assertThat(CertPathValidator.getInstance("PKIX")
                        .validate(
                                CertificateFactory.getInstance("X.509").generateCertPath(List.of(served)), parameters))
                .isNotNull();
        assertThat(served.getPublicKey().getAlgorithm())
                .isEqualTo(made.server().orElseThrow().key().getAlgorithm());
    }
}

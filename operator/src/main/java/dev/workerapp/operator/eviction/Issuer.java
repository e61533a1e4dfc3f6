package dev.workerapp.operator.eviction;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates (RFC 5280): keys on the curve P-256, signed by ECDSA with SHA-256. Thread-safe. */
final class Issuer {

    /** How long an authority is valid; a server's certificate always ends before its authority. */
    static final Duration AUTHORITY = Duration.ofDays(3650);

    /** How long a server's certificate is valid. */
    static final Duration SERVER = Duration.ofDays(365);

    /** Certificates are valid from before they are issued, for clocks that are behind. */
    private static final Duration BEHIND = Duration.ofHours(2);

    private static final X500Name NAME = new X500Name("CN=workerapp evictions authority");
    private static final int SERIAL_BITS = 159;

    private Issuer() {}

    /** A new authority, with a key of its own. */
    static Credential authority(Instant now) throws GeneralSecurityException {
        KeyPair keys = keys();
        try {
            X509v3CertificateBuilder builder = builder(now, AUTHORITY, NAME, keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return signed(builder, keys, keys);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /**
     * A new certificate for a server, with a key of its own.
     *
     * @param host its DNS name or IP address
     */
    static Credential server(Credential authority, String host, Instant now) throws GeneralSecurityException {
        KeyPair keys = keys();
        KeyPair signing = new KeyPair(authority.certificate().getPublicKey(), authority.key());
        int type = isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName;
        try {
            X509v3CertificateBuilder builder = builder(
                            now, SERVER, new X500Name("CN=workerapp evictions"), keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, host)));
            return signed(builder, keys, signing);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    static boolean isAddress(String host) {
        return host.matches("[0-9.]+|.*:.*");
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(Instant now, Duration valid, X500Name subject, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minus(BEHIND)),
                Date.from(now.plus(valid)),
                subject,
                key);
    }

    /** With both keys named, so that of two authorities of one name the right one is found. */
    private static Credential signed(X509v3CertificateBuilder builder, KeyPair keys, KeyPair signing)
            throws GeneralSecurityException, IOException {
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(keys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(signing.getPublic()));
            return new Credential(
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate()))),
                    keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

package io.github.signalbox.standalone;

import io.github.signalbox.ServerStartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The server's certificate and private key, out of PEM files (RFC 7468). */
final class PemIdentity {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    private PemIdentity() {}

    /**
     * Reads both files.
     *
     * @throws ServerStartException if that fails; it names setting, file and cause, and nothing of the key
     */
    static SSLContext read(String certificate, String key) {
        Certificate[] chain = chain(certificate);
        PrivateKey secret = privateKey(key, chain[0].getPublicKey().getAlgorithm());
        try {
            check(secret, chain[0].getPublicKey(), key);
            return context(chain, secret);
        } catch (GeneralSecurityException | IOException e) {
            throw failure("signalbox.tls.certificate", certificate, "does not go with " + key, e);
        }
    }

    private static Certificate[] chain(String file) {
        byte[] pem = bytes("signalbox.tls.certificate", file);
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw new CertificateException("It is empty");
            }
            return chain;
        } catch (CertificateException e) {
            throw failure("signalbox.tls.certificate", file, "holds no certificates in PEM", e);
        }
    }

    private static PrivateKey privateKey(String file, String algorithm) {
        Matcher pem = KEY.matcher(new String(bytes("signalbox.tls.key", file), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw failure(
                    "signalbox.tls.key",
                    file,
                    "holds no BEGIN PRIVATE KEY: openssl pkcs8 -topk8 -nocrypt -in … makes one of other kinds",
                    new InvalidKeySpecException("Not PKCS #8 in PEM"));
        }
        try {
            byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Not what it says itself, which might quote the key.
            throw failure(
                    "signalbox.tls.key",
                    file,
                    "holds no key of the certificate's kind",
                    new InvalidKeySpecException("Not a key of " + algorithm));
        }
    }

    /** JSSE takes any key of the certificate's kind, and lets each client find out. */
    private static void check(PrivateKey key, PublicKey certified, String file) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        if (!signature.verify(signed)) {
            throw failure(
                    "signalbox.tls.key",
                    file,
                    "holds another key than the certificate's",
                    new InvalidKeySpecException("What it signs does not verify"));
        }
    }

    private static SSLContext context(Certificate[] chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("signalbox", key, NO_PASSWORD, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] bytes(String setting, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw failure(setting, file, "cannot be read", e);
        }
    }

    private static ServerStartException failure(String setting, String file, String problem, Exception cause) {
        return new ServerStartException(
                "SBX0204", setting + " is '" + file + "', which " + problem + " (" + cause.getMessage() + ")", cause);
    }
}

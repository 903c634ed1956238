package org.emcc.certs.plan;

/**
 * The five trusts between two clusters on which Extension Mobility Cross Cluster rests, each for a phone of a visiting cluster and a
 * user of a home cluster.
 *
 * <p>Source: certificates 1.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum EmccTrust {
    /** The EM services of both clusters speak HTTPS: each has the Tomcat certificates of the other in {@code tomcat-trust}. */
    EM_SERVICE("EM service"),

    /**
     * The phone believes the trust lists and signed files of the home cluster, by asking its own TVS: the visiting cluster has their
     * signer in {@code Phone-SAST-trust} and {@code CallManager-trust}.
     */
    HOME_TRUST_LIST("home trust list"),

    /** The phone believes the web services of the home cluster, by asking its own TVS: Tomcat in {@code tomcat-trust}. */
    HOME_WEB("home web services"),

    /**
     * The home CallManager believes the certificate of a secure phone: the home cluster has the CAPF certificate of the visiting one
     * in {@code CallManager-trust}. Needed when both clusters are in mixed mode.
     */
    PHONE_CERTIFICATE("phone certificate"),

    /** The SIP trunks speak TLS: each has the CallManager certificates of the other. Needed when both trunks use TLS. */
    SIP_TRUNK("SIP trunk");

    private final String words;

    EmccTrust(String words) {
        this.words = words;
    }

    /**
     * The trust in words.
     *
     * @return such as {@code home trust list}
     */
    public String words() {
        return words;
    }
}

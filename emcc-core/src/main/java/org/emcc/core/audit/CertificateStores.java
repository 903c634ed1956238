package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.CertificateFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;

/** The certificates of a cluster by store, sorted once for all the clusters that it is compared with. */
final class CertificateStores {
    private final ClusterSnapshot cluster;
    private final Map<String, List<ClusterObject>> byStore = new HashMap<>();
    private final Map<String, Set<String>> fingerprints = new HashMap<>();
    private final Map<String, Set<String>> subjects = new HashMap<>();
    private final Set<String> vague = new HashSet<>();

    private CertificateStores(ClusterSnapshot cluster) {
        this.cluster = cluster;
    }

    static CertificateStores of(ClusterSnapshot cluster, Look look) {
        CertificateStores stores = new CertificateStores(cluster);
        for (ClusterObject certificate : look.all(cluster, ObjectKind.CERTIFICATE)) {
            if (look.get(cluster, certificate, CertificateFields.STORE) instanceof Setting.Unknown) {
                continue;
            }
            stores.put(key(certificate.text(CertificateFields.STORE)), certificate);
        }
        return stores;
    }

    private void put(String store, ClusterObject certificate) {
        byStore.computeIfAbsent(store, any -> new ArrayList<>()).add(certificate);
        subjects.computeIfAbsent(store, any -> new HashSet<>()).add(certificate.text(CertificateFields.SUBJECT));
        String fingerprint = fingerprint(certificate);
        if (fingerprint.isEmpty()) {
            vague.add(store);
        } else {
            fingerprints.computeIfAbsent(store, any -> new HashSet<>()).add(fingerprint);
        }
    }

    private static String key(String store) {
        return store.toLowerCase(Locale.ROOT);
    }

    /** Without colons, in small letters; empty when it is not known. */
    static String fingerprint(ClusterObject certificate) {
        return certificate.text(CertificateFields.SHA256).replace(":", "").toLowerCase(Locale.ROOT);
    }

    ClusterSnapshot cluster() {
        return cluster;
    }

    List<ClusterObject> in(String store) {
        return byStore.getOrDefault(key(store), List.of());
    }

    /** Whether a certificate is in a store itself. */
    boolean holds(String store, ClusterObject certificate) {
        return fingerprints.getOrDefault(key(store), Set.of()).contains(fingerprint(certificate));
    }

    /** Whether the issuer of a certificate, which is another, is in a store; who issued that one is not followed. */
    boolean holdsIssuer(String store, ClusterObject certificate) {
        String issuer = certificate.text(CertificateFields.ISSUER);
        return !issuer.isEmpty()
                && !issuer.equals(certificate.text(CertificateFields.SUBJECT))
                && subjects.getOrDefault(key(store), Set.of()).contains(issuer);
    }

    /** Whether the fingerprint of one in it is not known, so that what seems to be missing may be that one. */
    boolean isVague(String store) {
        return vague.contains(key(store));
    }

    /** How many different certificates some stores hold together; those without a fingerprint count each. */
    long distinct(List<String> stores) {
        Set<String> known = new HashSet<>();
        long unknown = 0;
        for (String store : stores) {
            known.addAll(fingerprints.getOrDefault(key(store), Set.of()));
            unknown += in(store).stream()
                    .filter(certificate -> fingerprint(certificate).isEmpty())
                    .count();
        }
        return known.size() + unknown;
    }
}

package org.emcc.certs.plan;

/** What is printed, word for word. */
final class Expected {
    static final String PLAN = """
            Import plan of london (15SU2): bulk import

            tomcat-trust
              replace          OU=web,CN=ny1.lab, serial 1, SHA-256 ecf33af57f832f54…
                               Tomcat of new-york (ny1.lab)
                               valid from 2026-10-23T12:00:00Z, which is later than the one there, serial 63, valid from 2024-06-05T12:00:00Z, stated by no cluster [certificates 1.6]
              orphan           CN=gone.lab, serial 62, SHA-256 d733eea3b7e9fe20…
                               stated by no cluster
                               no cluster states it and nothing with its subject CN=gone.lab is imported; an import never takes it away [certificates 1.7, 1.8]

            CallManager-trust
              add              CN=CAPF-00000001, serial 3, SHA-256 81dc2f149ba191c6…
                               CAPF of new-york (ny1.lab)
                               nothing is there with its subject CN=CAPF-00000001 [certificates 1.6]

            Findings
              ERROR EMCC-CERTS-0303: london (15SU2) brings no ITLRecovery certificate, which signs its trust lists (CSCvs39175) [certificates 1.10, 1.11]
                Remedy: export the type ITL_Recovery on that cluster too, consolidate and import again
              ERROR EMCC-CERTS-0303: new-york (14) brings no ITLRecovery certificate, which signs its trust lists (CSCvs39175) [certificates 1.10, 1.11]
                Remedy: export the type ITL_Recovery on that cluster too, consolidate and import again
              NOTICE EMCC-CERTS-0310: tomcat-trust of london keeps 1 certificate of nobody in this exchange [certificates 1.8, 1.10]
                Remedy: delete them by hand if their owner is gone, and look at each node afterwards; phones may believe them 24 hours longer
              WARNING EMCC-CERTS-0313: new-york has certificates that are not in the bundle: TFTP of ny1.lab [certificates 1.8]
                Remedy: export on that cluster, consolidate again and import on all others
              NOTICE EMCC-CERTS-0314: the vendor's guide restarts all of london once every certificate is imported on every cluster [certificates 1.9, 7]
                Remedy: restart every node instead where a service that is not on the list still does not know the certificates

            Afterwards, in this order [certificates 1.9]
               1. all phones reset by themselves: a bulk import resets the phones of the cluster that imports
               2. restart Cisco Tomcat on lon1.lab: tomcat-trust changes
               3. restart Cisco TFTP on lon1.lab: without it the TFTP service keeps serving the old Tomcat certificate
               4. restart Cisco Tomcat on lon2.lab: tomcat-trust changes
               5. restart Cisco TFTP on lon2.lab: without it the TFTP service keeps serving the old Tomcat certificate
               6. restart Cisco CallManager on lon1.lab: CallManager-trust changes (documented for a regeneration, for an import inferred)
               7. restart Cisco CTIManager on lon1.lab: CallManager-trust changes (documented for a regeneration, for an import inferred)
               8. restart Cisco CallManager on lon2.lab: CallManager-trust changes (documented for a regeneration, for an import inferred)
               9. restart Cisco CTIManager on lon2.lab: CallManager-trust changes (documented for a regeneration, for an import inferred)
              10. wait until all phones have registered again: one kind of certificate is finished before the next begins
            """;

    static final String COVERAGE = """
            Trusts at 2026-11-22T12:00:00Z [certificates 1.10]

            visiting  home      EM service         home trust list    home web services  phone certificate  SIP trunk
            new-york  london    holds              holds              holds              not needed         not needed
            london    new-york  holds              FAILS              holds              not needed         not needed

            Missing
              london visiting, new-york home, home trust list: ITL_Recovery of ny1.lab in new-york (serial 4) is not in Phone-SAST-trust of london
              london visiting, new-york home, home trust list: ITL_Recovery of ny1.lab in new-york (serial 4) is not in CallManager-trust of london
            """;

    static final String EXPIRY = """
            Expiring until 2026-12-22T12:00:00Z [certificates 1.10]

            2026-12-22T12:00:00Z  CN=ny1.lab, serial 1: Tomcat of new-york (ny1.lab)
              at home: administration pages, phone services, disaster recovery, single sign-on
              EM service, new-york visiting, london home
              EM service, london visiting, new-york home
              home web services, london visiting, new-york home
            """;

    private Expected() {}
}

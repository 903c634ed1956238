package org.emcc.examples;

import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;
import org.emcc.testkit.phone.VirtualPhone;

final class SecureExample {
    private SecureExample() {}

    static String run() {
        // tag::readme[]
        Pin pin = Pin.of("7193551802");
        Pin next = Pin.of("4711471147");
        Company newYork = Company.newYork().toBuilder()
                .securityMode(ClusterSecurityMode.MIXED) // with trust lists and signed files
                .build();
        Company london = Company.london().toBuilder()
                .securityMode(ClusterSecurityMode.MIXED)
                .sipOver(SipOver.UDP) // of phones that are not secure
                .plainPages() // services over HTTP
                .httpFiles() // files by HTTP first, then by TFTP
                .site(Site.in("GB", "Leeds").securePhones("SEP0011AABBCCF1").build())
                .build();
        try (EmccLab lab = EmccLab.builder()
                .companies(newYork, london)
                .withoutPeriodicWork() // no updates and no maintenance unless a test asks for them
                .start()) {
            LabCluster home = lab.cluster("NYC");
            VirtualPhone phone = lab.phone("SEP0011AABBCCF1"); // over TLS
            phone.start().join();

            lab.when("sends user ID and PIN", () -> home.demandNewPin(UserId.of("alice")));
            String asked = phone.logIn("alice", pin).prompt(); // PIN change is required
            phone.changePin("alice", pin, next);
            phone.logIn("alice", next); // choose(...) answers a menu of device profiles
            lab.awaitRegistration(phone, "NYC");

            VirtualPhone own = lab.cluster("LON")
                    .phone(DeviceName.of("SEP0011AABBCCFF"), made -> {}); // one that London does not know
            String status = own.start().join().toString(); // it finds no file
            // end::readme[]
            return asked + " / " + status + " / " + phone.status();
        }
    }
}

package org.emcc.examples;

import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.VirtualPhone;

final class FaultsExample {
    private FaultsExample() {}

    static String run() {
        // tag::readme[]
        Pin pin = Pin.of("7193551802");
        Company paris = Company.builder("PAR", "cucm-par.example.com")
                .site(Site.in("FR", "Paris")
                        .clock("Central Europe Standard/Daylight Time", "Europe/Paris", "D/M/Y")
                        .emergency("css-emergency-FR", "112", "15", "17", "18")
                        .phones("SEP00AA11BB0001")
                        .build())
                .build();
        try (EmccLab lab = EmccLab.builder().companies(paris, Company.newYork()).start()) {
            lab.cluster("PAR").tftp().drop(1); // a datagram is lost: the phone asks again
            VirtualPhone phone = lab.phone("SEP00AA11BB0001");
            phone.start().join();

            lab.link("PAR", "NYC").refuse(); // also partition, drop, dropAnswers, twice, answeredBy
            String refused = phone.logIn("alice", pin).text(); // Login is unavailable (208)
            lab.clearFaults();

            phone.logIn("alice", pin);
            lab.awaitRegistration(phone, "NYC");
            lab.cluster("NYC").crash(); // what is stored stays
            lab.cluster("NYC").restart();
            int free = lab.cluster("NYC").home().freeBaseDevices(); // 2 of 3: the login is still there
            // end::readme[]
            return refused + " / " + free;
        }
    }
}

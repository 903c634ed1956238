package org.emcc.examples;

import org.emcc.core.user.Pin;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;

final class TestAuthorExample {
    private TestAuthorExample() {}

    static String run() {
        // tag::readme[]
        try (EmccLab lab = EmccLab.start()) { // clusters NYC and LON on loopback, trusting each other
            VirtualPhone phone = lab.phone("SEP0011AABBCCD1"); // a phone of London
            phone.start().join();

            Display display = phone.logIn("alice", Pin.of("7193551802")); // a user of New York
            lab.awaitRegistration(phone, "NYC");

            String whatHappened = lab.trace().asText(); // or asMermaid()
            // end::readme[]
            return display.text() + " / " + whatHappened.contains("rdp-LON");
        }
    }
}

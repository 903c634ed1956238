package org.emcc.examples;

import org.emcc.core.id.ServiceAddress;

final class ServiceAddressExample {
    private ServiceAddressExample() {}

    static String run() {
        // tag::readme[]
        ServiceAddress tftp = ServiceAddress.parse("tftp.home.example:6969");

        String host = tftp.host(); // tftp.home.example
        int port = tftp.portOr(69); // 6969, and 69 where the text names none
        // end::readme[]
        return host + " " + port;
    }
}

package org.emcc.bench;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.apache.commons.net.tftp.TFTPServer;

/** The test server of Apache Commons Net in a process of its own, with the files of a folder. Says its port; ends with its input. */
final class CommonsNetProcess {
    private CommonsNetProcess() {}

    /**
     * Serves until its input ends.
     *
     * @param arguments the folder
     * @throws Exception when the port cannot be bound
     */
    public static void main(String[] arguments) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int port;
        try (DatagramSocket free = new DatagramSocket(0, loopback)) {
            port = free.getLocalPort();
        }
        File folder = new File(arguments[0]);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false);
        try (TFTPServer server =
                new TFTPServer(folder, folder, port, loopback, TFTPServer.ServerMode.GET_ONLY, nowhere, nowhere)) {
            System.out.println(server.getPort());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}

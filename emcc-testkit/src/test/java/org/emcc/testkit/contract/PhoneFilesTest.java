package org.emcc.testkit.contract;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.id.DeviceName;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.Transport;

/** The files that the TFTP service of the SDK serves. */
class PhoneFilesTest extends PhoneFilesContract {
    @Override
    protected PhoneFiles newFiles(Directories directories, Clock clock) {
        return ClusterPhoneFiles.of(directories, clock);
    }

    @Override
    protected PhoneFiles otherNode(PhoneFiles files) {
        return files;
    }

    @Override
    protected Optional<byte[]> served(PhoneFiles files, DeviceName phone) {
        ContentAnswer answer = ((ClusterPhoneFiles) files)
                .find(new ContentRequest(
                        ContentName.of(phone + ".cnf.xml"),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                        Transport.TFTP));
        if (!(answer instanceof ContentAnswer.Found found)) {
            return Optional.empty();
        }
        byte[] octets = new byte[found.content().size()];
        found.content().bytes().get(octets);
        return Optional.of(octets);
    }
}

package org.emcc.certs.depot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The place, one directory, in which the clusters exchange their certificate files.
 *
 * <p><b>Names.</b> A name has 1 to 255 characters, does not begin with a dot, and has no slash, backslash or control
 * character; every method throws {@link IllegalArgumentException} for others. Whether case matters is the depot's.
 *
 * <p><b>Durability.</b> When {@link #write} has returned, every later reader sees the new content. What survives a crash of
 * the machine is for the implementation to say.
 *
 * <p><b>Concurrency.</b> All methods may be called by several threads, and by several processes on the same place. A reader
 * sees a file as one {@code write} left it, never a part of it; only where the place cannot replace a file in one step, it may
 * see none for a moment. There is no lock over several files.
 *
 * <p><b>Failure.</b> Methods throw {@link DepotUnavailableException} and nothing else for what the place cannot do. The
 * callers in this module let it through; files written before it stay.
 *
 * <p><b>Nullness.</b> No argument and no answer is null.
 *
 * <p><b>Contract suite.</b> {@code org.emcc.testkit.contract.CertificateDepotContract}.
 *
 * <p>Source: certificates 1.2, 1.5 (one directory); 1.12 (no lock and no atomic rename are documented for the product).
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface CertificateDepot {
    /**
     * The files that are there, without those whose name the rule forbids, in the natural order of strings.
     *
     * @return the names
     * @throws DepotUnavailableException when the place cannot be listed
     */
    List<String> names();

    /**
     * Those of {@link #names} that are wanted; a depot need not look at the others, which in a directory of thousands takes
     * most of the time.
     *
     * @param wanted whether a name is wanted
     * @return the names, in their natural order
     * @throws DepotUnavailableException when the place cannot be listed
     */
    default List<String> names(Predicate<? super String> wanted) {
        return names().stream().filter(wanted).toList();
    }

    /**
     * Reads the beginning of a file, and never more than it is asked for, however large the file is.
     *
     * @param name the name
     * @param most how many octets at most, 0 or more
     * @return the first octets, all of them when the file has no more; empty when there is no such file
     * @throws DepotUnavailableException when the file is there and cannot be read
     */
    Optional<byte[]> read(String name, int most);

    /**
     * Writes a file, or replaces it: a new file appears in one step, and where the place can do it, a replaced one changes in one
     * step. A file that has this content already is left as it is where the place cannot replace in one step: what several write
     * alike under one name is there from the first of them on.
     * A failure leaves the old file, or none, as it was, where the place can replace in one step; else perhaps none.
     *
     * @param name the name
     * @param content the octets
     * @throws DepotUnavailableException when the file cannot be written
     */
    void write(String name, byte[] content);

    /**
     * Writes a file as {@link #write} does, but the file, then with any content, may be lost when the machine crashes soon after: for
     * what can be had from another file.
     *
     * @param name the name
     * @param content the octets
     * @throws DepotUnavailableException when the file cannot be written
     */
    default void writeUnforced(String name, byte[] content) {
        write(name, content);
    }

    /**
     * Takes a file away. A file that is not there is no failure.
     *
     * @param name the name
     * @return whether there was one
     * @throws DepotUnavailableException when the file is there and cannot be taken away
     */
    boolean delete(String name);

    /**
     * A depot in a directory of any file system, also one over SFTP. A file is written under another name that begins with a dot,
     * forced to the disk where the file system has that, unless by {@link #writeUnforced}, and renamed; the renaming itself is not
     * forced: after a crash of the machine the file has the content, or it is as it was before. Where a file of the name
     * is there already, the renaming replaces it in one step on the platform's own file systems. Over SFTP it may be deleted first
     * (Apache MINA SSHD does so), unless it has the content already: that is why {@code BulkCertificates} goes by manifests. A file
     * counts as not there only when the file system says so; over others than the platform's, after a few more tries. What fails there is
     * tried a few times, more often where a file went meanwhile, and once where the reason lasts or the file system waited in vain. Links
     * and everything else that is not a regular file are neither listed nor read. Over other file systems than the platform's one thread
     * waits for another.
     *
     * @param directory the directory; it is not created
     * @return the depot
     */
    static CertificateDepot directory(Path directory) {
        DirectoryDepot depot = new DirectoryDepot(directory);
        return depot.isLocal() ? depot : new OneAtATime(depot);
    }
}

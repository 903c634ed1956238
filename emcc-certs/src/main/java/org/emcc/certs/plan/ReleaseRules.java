package org.emcc.certs.plan;

import java.util.Objects;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.core.id.Release;

/**
 * What depends on the release of a cluster.
 *
 * <p>Source: certificates 1.4 (types of a release), 1.10 (who signs trust lists), 1.11 (CSCuy43181), 1.14 (REST).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ReleaseRules {
    /**
     * The rules as documented. Two pages disagree on the first build whose bulk files older releases cannot import, 10.5.2.13900-2
     * and 10.5.2.13900-12: of builds between them, and of releases that are not told down to the build, nothing is certain.
     */
    public static final ReleaseRules DEFAULTS =
            new ReleaseRules(Release.parse("10.5.2.13900-2"), Release.parse("10.5.2.13900-12"));

    private final Release possibly;
    private final Release certainly;

    private ReleaseRules(Release possibly, Release certainly) {
        this.possibly = Objects.requireNonNull(possibly, "possibly");
        this.certainly = Objects.requireNonNull(certainly, "certainly");
    }

    /**
     * A copy by which bulk files are of the newer form from this release on, for certain.
     *
     * @param first the first release whose bulk files lower ones cannot import, down to the build
     * @return the copy
     */
    public ReleaseRules withNewBulkFilesFrom(Release first) {
        return new ReleaseRules(first, first);
    }

    /** Which bulk files a release writes and reads. */
    enum BulkForm {
        OLD,
        NEW,
        NOT_KNOWN
    }

    BulkForm bulkForm(Release release) {
        if (release.isComparableTo(certainly) && release.isAtLeast(certainly)) {
            return BulkForm.NEW;
        }
        return release.isComparableTo(possibly) && !release.isAtLeast(possibly) ? BulkForm.OLD : BulkForm.NOT_KNOWN;
    }

    /**
     * Whether a release can import bulk files in which another one had a part, by CSCuy43181.
     *
     * @param importing the release that imports
     * @param other the release that exported or consolidated
     * @return whether it is certain that it cannot
     */
    public boolean isImportBroken(Release importing, Release other) {
        return bulkForm(importing) == BulkForm.OLD && bulkForm(other) == BulkForm.NEW;
    }

    /**
     * Whether nobody can say that: one of the releases is not told precisely enough, or is one on which the sources disagree. Two
     * releases that are both told as {@code 10.5(2)} need not be one build, so of them nothing is certain either; of two that are
     * told down to the build, the one that is not lower can import what the other has made.
     *
     * @param importing the release that imports
     * @param other the release that exported or consolidated
     * @return whether the import may fail, or may not
     */
    public boolean isImportDoubtful(Release importing, Release other) {
        BulkForm reads = bulkForm(importing);
        BulkForm writes = bulkForm(other);
        boolean notLower = isToldToTheBuild(importing) && isToldToTheBuild(other) && importing.isAtLeast(other);
        return !notLower
                && ((reads == BulkForm.NOT_KNOWN && writes != BulkForm.OLD)
                        || (reads == BulkForm.OLD && writes == BulkForm.NOT_KNOWN));
    }

    /** So precisely that it is on a known side of every build, {@code 11.0} for one, {@code 10.5(2)} not. */
    private boolean isToldToTheBuild(Release release) {
        return release.isComparableTo(possibly) && release.isComparableTo(certainly);
    }

    /**
     * Whether the pages of a release offer a type for export and import. {@code ITL_Recovery} is there from 12.0 on, {@code
     * Tomcat-ECDSA} from 11.0 (inferred from the age of such certificates), the others from 8.0; {@code tvs} nowhere. A type that
     * is not known is left to the caller and counts as offered.
     *
     * @param release the release
     * @param type the type
     * @return whether it is offered
     */
    public boolean isOffered(Release release, CertificateType type) {
        if (type.equals(CertificateType.ITL_RECOVERY)) {
            return release.isAtLeast(12, 0);
        }
        if (type.equals(CertificateType.TOMCAT_ECDSA)) {
            return release.isAtLeast(11, 0);
        }
        return !type.equals(CertificateUses.TVS) && release.isAtLeast(8, 0);
    }

    /**
     * Who signs the trust lists of phones.
     *
     * @param release the release of the cluster whose lists they are
     * @return {@link CertificateType#ITL_RECOVERY} from 12.0 on, {@link CertificateType#TFTP} before
     */
    public CertificateType trustListSigner(Release release) {
        return release.isAtLeast(12, 0) ? CertificateType.ITL_RECOVERY : CertificateType.TFTP;
    }

    /**
     * Whether a release has the REST interface for certificates.
     *
     * @param release the release
     * @return whether it is 14 or later
     */
    public boolean hasRest(Release release) {
        return release.isAtLeast(14, 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReleaseRules that && possibly.equals(that.possibly) && certainly.equals(that.certainly);
    }

    @Override
    public int hashCode() {
        return Objects.hash(possibly, certainly);
    }

    @Override
    public String toString() {
        return "ReleaseRules[new bulk files from " + possibly + " or " + certainly + "]";
    }
}

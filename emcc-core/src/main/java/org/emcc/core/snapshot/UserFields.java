package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a user. An end user. It holds no PIN and no password.
 *
 * <p>Source: em-api-and-axl 4.6.
 *
 * @since 0.1.0
 */
public final class UserFields {
    /** User ID. */
    public static final ObjectField<String> USERID =
            ObjectField.text("userid", "User ID", 128).make();

    /** Enable Extension Mobility Cross Cluster. */
    public static final ObjectField<Boolean> ENABLE_EMCC = ObjectField.flag(
                    "enableEmcc", "Enable Extension Mobility Cross Cluster")
            .make();

    /** Home Cluster. */
    public static final ObjectField<Boolean> HOME_CLUSTER =
            ObjectField.flag("homeCluster", "Home Cluster").make();

    /** Controlled Profiles. */
    public static final ObjectField<List<String>> PHONE_PROFILES = ObjectField.names(
                    "phoneProfiles", "Controlled Profiles", ObjectKind.DEVICE_PROFILE)
            .at("phoneProfiles/profileName")
            .unlisted()
            .make();

    /** CTI Controlled Device Profiles. */
    public static final ObjectField<List<String>> CTI_CONTROLLED_DEVICE_PROFILES = ObjectField.names(
                    "ctiControlledDeviceProfiles", "CTI Controlled Device Profiles", ObjectKind.DEVICE_PROFILE)
            .at("ctiControlledDeviceProfiles/profileName")
            .unlisted()
            .make();

    /** Default Profile. */
    public static final ObjectField<String> DEFAULT_PROFILE = ObjectField.name(
                    "defaultProfile", "Default Profile", ObjectKind.DEVICE_PROFILE)
            .unlisted()
            .make();

    /** Self-Service User ID. */
    public static final ObjectField<String> SELF_SERVICE =
            ObjectField.text("selfService", "Self-Service User ID", 50).make();

    /** Primary Extension. */
    public static final ObjectField<String> PRIMARY_EXTENSION = ObjectField.text(
                    "primaryExtension", "Primary Extension", 255)
            .at("primaryExtension/pattern")
            .make();

    /** Partition of the Primary Extension. */
    public static final ObjectField<String> PRIMARY_EXTENSION_PARTITION = ObjectField.text(
                    "primaryExtensionPartition", "Partition of the Primary Extension", 50)
            .at("primaryExtension/routePartitionName")
            .make();

    /** Maximum Login Time. */
    public static final ObjectField<Long> EM_MAX_LOGIN_TIME = ObjectField.number(
                    "emMaxLoginTime", "Maximum Login Time", 0, 604800)
            .make();

    /** User Must Change at Next Login (PIN). */
    public static final ObjectField<Boolean> PIN_MUST_CHANGE = ObjectField.flag(
                    "pinMustChange", "User Must Change at Next Login (PIN)")
            .at("pinCredentials/pinCredUserMustChange")
            .unlisted()
            .make();

    /** Locked By Administrator (PIN). */
    public static final ObjectField<Boolean> PIN_LOCKED = ObjectField.flag("pinLocked", "Locked By Administrator (PIN)")
            .at("pinCredentials/pinCredLockedByAdministrator")
            .unlisted()
            .make();

    /** PIN Credential Policy. */
    public static final ObjectField<String> PIN_POLICY = ObjectField.text("pinPolicy", "PIN Credential Policy", 50)
            .at("pinCredentials/pinCredPolicyName")
            .unlisted()
            .make();

    /** User Locale. */
    public static final ObjectField<String> USER_LOCALE =
            ObjectField.text("userLocale", "User Locale", 255).make();

    static final List<ObjectField<?>> ALL = List.of(
            USERID,
            ENABLE_EMCC,
            HOME_CLUSTER,
            PHONE_PROFILES,
            CTI_CONTROLLED_DEVICE_PROFILES,
            DEFAULT_PROFILE,
            SELF_SERVICE,
            PRIMARY_EXTENSION,
            PRIMARY_EXTENSION_PARTITION,
            EM_MAX_LOGIN_TIME,
            PIN_MUST_CHANGE,
            PIN_LOCKED,
            PIN_POLICY,
            USER_LOCALE);

    private UserFields() {}
}

package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a common device configuration. A common device configuration.
 *
 * <p>Source: em-api-and-axl 4.7.
 *
 * @since 0.1.0
 */
public final class CommonDeviceConfigurationFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** Softkey Template. */
    public static final ObjectField<String> SOFTKEY_TEMPLATE_NAME =
            ObjectField.text("softkeyTemplateName", "Softkey Template", 255).make();

    /** User Locale. */
    public static final ObjectField<String> USER_LOCALE =
            ObjectField.text("userLocale", "User Locale", 255).make();

    /** Network Hold MOH Audio Source. */
    public static final ObjectField<Long> NETWORK_HOLD_MOH_AUDIO_SOURCE_ID = ObjectField.audioSource(
                    "networkHoldMohAudioSourceId", "Network Hold MOH Audio Source")
            .make();

    /** User Hold MOH Audio Source. */
    public static final ObjectField<Long> USER_HOLD_MOH_AUDIO_SOURCE_ID = ObjectField.audioSource(
                    "userHoldMohAudioSourceId", "User Hold MOH Audio Source")
            .make();

    /** MLPP Domain. */
    public static final ObjectField<String> MLPP_DOMAIN_ID =
            ObjectField.text("mlppDomainId", "MLPP Domain", 128).unlisted().make();

    /** MLPP Indication. */
    public static final ObjectField<String> MLPP_INDICATION_STATUS =
            ObjectField.text("mlppIndicationStatus", "MLPP Indication", 255).make();

    /** Use Trusted Relay Point. */
    public static final ObjectField<Boolean> USE_TRUSTED_RELAY_POINT =
            ObjectField.flag("useTrustedRelayPoint", "Use Trusted Relay Point").make();

    /** MLPP Preemption. */
    public static final ObjectField<String> PREEMPTION =
            ObjectField.text("preemption", "MLPP Preemption", 255).make();

    /** IP Addressing Mode. */
    public static final ObjectField<String> IP_ADDRESSING_MODE =
            ObjectField.text("ipAddressingMode", "IP Addressing Mode", 255).make();

    /** IP Addressing Mode Preference for Signaling. */
    public static final ObjectField<String> IP_ADDRESSING_MODE_PREFERENCE_CONTROL = ObjectField.text(
                    "ipAddressingModePreferenceControl", "IP Addressing Mode Preference for Signaling", 255)
            .make();

    /** Allow Auto-Configuration for Phones. */
    public static final ObjectField<String> ALLOW_AUTO_CONFIGURATION_FOR_PHONES = ObjectField.text(
                    "allowAutoConfigurationForPhones", "Allow Auto-Configuration for Phones", 255)
            .make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            SOFTKEY_TEMPLATE_NAME,
            USER_LOCALE,
            NETWORK_HOLD_MOH_AUDIO_SOURCE_ID,
            USER_HOLD_MOH_AUDIO_SOURCE_ID,
            MLPP_DOMAIN_ID,
            MLPP_INDICATION_STATUS,
            USE_TRUSTED_RELAY_POINT,
            PREEMPTION,
            IP_ADDRESSING_MODE,
            IP_ADDRESSING_MODE_PREFERENCE_CONTROL,
            ALLOW_AUTO_CONFIGURATION_FOR_PHONES);

    private CommonDeviceConfigurationFields() {}
}

package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a phone service. A phone service.
 *
 * <p>Source: em-api-and-axl 4.8; emcc-behaviour 2.3.
 *
 * @since 0.1.0
 */
public final class PhoneServiceFields {
    /** Service Name. */
    public static final ObjectField<String> SERVICE_NAME =
            ObjectField.text("serviceName", "Service Name", 128).make();

    /** Service URL. */
    public static final ObjectField<String> SERVICE_URL =
            ObjectField.text("serviceUrl", "Service URL", 0).make();

    /** Secure-Service URL. */
    public static final ObjectField<String> SECURE_SERVICE_URL =
            ObjectField.text("secureServiceUrl", "Secure-Service URL", 0).make();

    /** Service Category. */
    public static final ObjectField<String> SERVICE_CATEGORY =
            ObjectField.text("serviceCategory", "Service Category", 255).make();

    /** Service Type. */
    public static final ObjectField<String> SERVICE_TYPE =
            ObjectField.text("serviceType", "Service Type", 255).make();

    /** Enable. */
    public static final ObjectField<Boolean> ENABLED =
            ObjectField.flag("enabled", "Enable").make();

    /** Enterprise Subscription. */
    public static final ObjectField<Boolean> ENTERPRISE_SUBSCRIPTION = ObjectField.flag(
                    "enterpriseSubscription", "Enterprise Subscription")
            .make();

    static final List<ObjectField<?>> ALL = List.of(
            SERVICE_NAME,
            SERVICE_URL,
            SECURE_SERVICE_URL,
            SERVICE_CATEGORY,
            SERVICE_TYPE,
            ENABLED,
            ENTERPRISE_SUBSCRIPTION);

    private PhoneServiceFields() {}
}

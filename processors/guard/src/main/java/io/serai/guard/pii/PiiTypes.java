package io.serai.guard.pii;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of what the rules find. */
final class PiiTypes {
    static final String EMAIL = "EMAIL_ADDRESS";
    static final String PHONE = "PHONE_NUMBER";
    static final String CARD = "CREDIT_CARD";
    static final String IBAN = "IBAN_CODE";
    static final String IP = "IP_ADDRESS";
    static final String MAC = "MAC_ADDRESS";
    static final String URL_CREDENTIALS = "URL_CREDENTIALS";
    static final String API_KEY = "API_KEY";
    static final String JWT = "JWT";
    static final String PRIVATE_KEY = "PRIVATE_KEY";
    static final String CRYPTO = "CRYPTO";
    static final String COORDINATES = "COORDINATES";
    static final String US_SSN = "US_SSN";
    static final String DE_TAX_ID = "DE_TAX_ID";
    static final String FR_NIR = "FR_NIR";
    static final String ES_NIF = "ES_NIF";
    static final String ES_NIE = "ES_NIE";
    static final String IT_FISCAL_CODE = "IT_FISCAL_CODE";
    static final String NL_BSN = "NL_BSN";
    static final String BR_CPF = "BR_CPF";
    static final String BR_CNPJ = "BR_CNPJ";
    static final String PL_PESEL = "PL_PESEL";
    static final String SE_PERSONNUMMER = "SE_PERSONNUMMER";
    static final String UK_NHS = "UK_NHS";
    static final String UK_NINO = "UK_NINO";
    static final String IN_AADHAAR = "IN_AADHAAR";

    static final Set<String> ALL = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            EMAIL,
            PHONE,
            CARD,
            IBAN,
            IP,
            MAC,
            URL_CREDENTIALS,
            API_KEY,
            JWT,
            PRIVATE_KEY,
            CRYPTO,
            COORDINATES,
            US_SSN,
            DE_TAX_ID,
            FR_NIR,
            ES_NIF,
            ES_NIE,
            IT_FISCAL_CODE,
            NL_BSN,
            BR_CPF,
            BR_CNPJ,
            PL_PESEL,
            SE_PERSONNUMMER,
            UK_NHS,
            UK_NINO,
            IN_AADHAAR)));

    private PiiTypes() {}
}

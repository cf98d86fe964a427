"""Headers, names of sheets and words for how things stand in Spanish, German, French and Portuguese; ours for them."""

from __future__ import annotations

from collections.abc import Mapping

HEADERS: Mapping[str, str] = {  # column -> words, separated by "|"; in whichever table has the column
    "title": "hecho|evento|suceso|acontecimiento|título|titulo|qué|que pasó|ereignis|titel|was|événement|titre|quoi",
    "date": "fecha|cuándo|cuando|inicio|datum|wann|beginn|quand|début|data",
    "end": "fin|hasta|término|ende|bis|jusqu'à|fim|até",
    "who": "quién|quien|responsable|actor|actores|participantes|wer|akteur|akteure|beteiligte|qui|acteur|acteurs|quem"
    "|responsável|patrocinador|patrocinadores|proponente|proponentes|promotor|promotores",
    "name": "nombre|persona|nom|nome",
    "role": "cargo|puesto|función|funktion|amt|rolle|fonction|poste|função",
    "kind": "tipo|clase|art|typ|catégorie|categoría",
    "status": "estado|estatus|situación|stand|zustand|statut|état|situação",
    "lane": "nivel|ámbito|ambito|ebene|niveau|nível",
    "summary": "descripción|descripcion|resumen|observaciones|notas|beschreibung|zusammenfassung|anmerkung|anmerkungen"
    "|bemerkung|bemerkungen|remarques|résumé|descrição|observações",
    "instrument": "proyecto|proyecto de ley|ley|gesetz|verordnung|loi|projet de loi|lei|projeto de lei",
    "sources": "fuente|fuentes|enlace|enlaces|vínculo|quelle|quellen|beleg|belege|lien|liens|fonte|fontes",
    "subject": "quién|quien|de|wer|von|qui|quem",
    "verb": "acción|accion|hizo|verbo|relación|aktion|tat|beziehung|verbe|relation|ação",
    "object": "qué|objeto|a quién|was|wen|an|quoi|objet",
}

SHEETS: Mapping[str, str] = {  # without accents
    "events": "cronologia|eventos|hechos|zeitleiste|zeitstrahl|ereignisse|chronologie|evenements",
    "actors": "personas|actores|personen|akteure|beteiligte|personnes|acteurs|pessoas|atores",
    "relations": "relaciones|vinculos|beziehungen|verbindungen|liens|relacoes",
    "sources": "fuentes|quellen|belege|fontes",
}

STATUSES: Mapping[str, str] = {
    "occurred": "realizado|realizada|hecho|aprobado|aprobada|terminado|terminada|concluido|erledigt|abgeschlossen"
    "|beschlossen|terminé|terminée|adopté|adoptée|fait|concluído|feito",
    "ongoing": "en curso|vigente|laufend|läuft|in kraft|en cours|em curso|em andamento",
    "planned": "planificado|planificada|previsto|prevista|geplant|prévu|prévue|planejado",
    "pending": "pendiente|ausstehend|offen|en attente|pendente",
    "possible": "posible|möglich|possível",
}

LEVELS: Mapping[str, str] = {
    "national": "nacional|bundesweit",
    "federal": "bund|fédéral",
    "state": "estatal|estado|land|landesebene|etat|estadual",
    "regional": "région|região|región",
    "county": "kreis|landkreis|condado|département",
    "city": "ciudad|municipal|municipio|stadt|gemeinde|kommune|ville|commune|cidade",
}

SPONSORS = ("patrocinador", "patrocinadores", "proponente", "proponentes", "promotor", "promotores")

HONORIFICS = (
    r"dip\.?|diputad[oa]|senadora?|gobernadora?|alcald(?:e|esa)|president[ae]|ministr[oa]|regidora?|herr|frau"
    r"|(?:ober)?bürgermeister(?:in)?|ministerin|senatorin|monsieur|madame|m\.|mme|député|députée|sénateur|maire"
)
"""A pattern of what stands before a person's name."""

ACTOR_KINDS = (
    (
        "agency",
        r"ministeri|secretaría|agencia|autoridad|policía|behörde|stadtwerke|polizei|\bamt\b|amt für|ministère|agence"
        r"|préfecture|delegación",
    ),
    (
        "organization",
        r"unión|asociación|alianza|fundación|sindicato|cooperativa|partido|initiative|verein\b|verband|gewerkschaft"
        r"|partei\b|stiftung|gesellschaft|bündnis|\bgmbh\b|syndicat|fondation|associação|federación|cámara de comercio",
    ),
    (
        "body",
        r"comisión|consejo|congreso|senado\b|ayuntamiento|cabildo|asamblea|tribunal|\bcorte\b|stadtrat|gemeinderat"
        r"|kreistag|landtag|bundestag|bundesrat|gericht\b|ausschuss|kommission|conseil|sénat|assemblée|parlement"
        r"|câmara|cabinet",
    ),
)
"""The kind that a name says, by a pattern; the first that is found."""

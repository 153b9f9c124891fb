//! Word lists for reading order messages, in folded spelling.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::text::fold;

/// Whether a word joins items ("and").
pub(super) fn joins(word: &str) -> bool {
    JOINS_WORDS.contains(word)
}

/// Whether a word before a number makes it no quantity.
pub(super) fn numbers_otherwise(word: &str) -> bool {
    NUMBERS_OTHERWISE_WORDS.contains(word)
}

/// Whether a word is a filler: polite words and words of ordering that say nothing about the goods.
pub(super) fn is_filler(word: &str) -> bool {
    // `yaaa`, `buuu`
    if let Some(last) = word.chars().last() {
        let drawn = word.trim_end_matches(last);
        if word.len() >= drawn.len() + 3 * last.len_utf8() {
            return is_filler(&format!("{drawn}{last}"));
        }
    }
    IS_FILLER_WORDS.contains(word)
}

/// Titles before a name.
const TITLES: &str = "bu ibu pak bapak bpk mbak mba mas kak kakak om tante bunda teh teteh ceu cak ning \
    cik ci cici ko koh bang abang uni uda ambu abah mak emak mbah eyang oma opa bude pakde budhe pakdhe \
    bulik paklik tulang namboru ustadz ustadzah haji hajah dr drh suster nyonya tuan neng akang kang mang \
    bli gek mpok babe engkong jeng mama papa umi abi dik dek adek sist sis bro gan daeng puang acil";

/// Whether a word is a form of address before a name (`Bu`, `Kak`).
pub(super) fn is_polite(word: &str) -> bool {
    static TITLE_WORDS: WordList = LazyLock::new(|| words(TITLES));
    TITLE_WORDS.contains(word)
}

/// Words that say nothing for or against an order: particles, greetings, thanks, when and how it is
/// fetched, in the languages of Indonesian chats.
const CALM: &str = "lah mah nya eta ieu itu lho lo loh kan deh dong donk dongs nih tuh yak eak ea kok toh to \
    tho le nduk ndhuk ding diak dong si sih euy heula pisan atuh nuhun hatur suwun matur sanget nuwun sewu \
    nyuwun tiang awak engkok kita gua gw lu kamu anda beliau dia kami mereka orang kulo abdi aye ane urang \
    oiya oh ohya eh ah aduh wah yah hmm hehe haha wkwk wkwkwk hihi lol anu gitu begitu gini begini segini \
    alhamdulillah bismillah insyaallah assalamualaikum waalaikumsalam wr wb salam swastyastu suksma shalom \
    buruan cepet cepat keburu nanti ntar entar ntr besok bsk sesuk lusa hari minggu senin selasa rabu kamis \
    jumat jumaat sabtu ahad pagi siang sore malam malem mlm januari pebruari maret april mei juni juli agustus \
    september oktober nopember desember jan peb mar apr jun jul agt sep okt nop des tgl tanggal jam pukul \
    lebaran ramadan puasa natal imlek ultah acara pengajian arisan kantor rumah sekolah toko gerbang depan \
    kirim dikirim antar diantar anter dianter ambil diambil jemput dijemput pickup gosend grab gojek cod ongkir \
    transper transfer tp trp bayar dibayar dp lunas cash qris bca bri bni mandiri gratis alamat jl no rt rw blok \
    serius beneran banget bgt sekali juga tolong mohon maaf maap sorry permisi misi halo hai pagi2 kabar \
    sekarang skrg skr dulu dululah rek arek ka ke di dari dr pada ada untuk buat utk bwt pakai pake dengan dgn \
    biar supaya soalnya karena karna krn gara saja aja semua semuanya total jumlah masing itungan hitung \
    keluarga ibu2 bapak2 temen2 guys gaes bestie say sayang beb cin cuy rek lur mase mbake \
    alias namaku nama namanya an atas saya aku ak aq sy gue ane gw diriku punyaku punya punyanya \
    please pls plis thanks thank you thx tks tengkyu tengkiu makasi makasih makase trims trimakasih \
    pcs pck pack box toples tples stoples biji loyang kotak dus bungkus bks potong porsi lusin kodi \
    morning hi hello and the a of some too also with for my is are we us \
    ambo denai beko japuik bungkuih sasudah maghrib magrib uni uda nan ko tu \
    ulun pian ikam kaina jua gasan ai ha buting abahnya \
    titiang niki puniki jani benjang mani om swastyastu swastiastu matur ane nggih \
    tabe daeng nah suruh ambilki ojek ji mi ki \
    ente ndiri pan ape horas mauliate ito nantulang amang inang bah kali do \
    engke dicandak candak ku pun ge oge weh we tea simkuring ti enjing isuk kanggo kangge wilujeng salam \
    mangke lare wangsul mbenjang sonten dalu dipun kagem iki kuwi kae nggo tulung sak menawi \
    hormat bersama bersamaan demikian perhatian perhatiannya diucapkan disampaikan sehubungan berikut \
    sebagai adapun rincian rinciannya sbb kepada yth wassalam kerjasama kerjasamanya tertanda pemesanan \
    kebutuhan keperluan rapat relasi sesuai sebanyak sebesar sejumlah \
    btw anw fyi asap urgent gemes ngiler kangen mantul gercep literally bestiee pickup delivery \
    dititip titipin satpam security lobby lobi resepsionis gojekin gosendin paxel sicepat jne jnt lalamove \
    kurir ojol dikirimin kirimin anterin lagi habis pulang kerja pasti jadi duanya tiganya keduanya \
    ukh afwan ana akhi ummu masbro gan bos bosku boskuu cici koko ncik oma opa zus";

/// Whether a word says nothing for or against an order.
pub(super) fn is_calm(word: &str) -> bool {
    static CALM_WORDS: WordList = LazyLock::new(|| words(CALM));
    let laughs = word.len() > 3 && word.chars().all(|c| "wkhae".contains(c));
    laughs
        || is_polite(word)
        || is_filler(word)
        || in_any_spelling(word, |word| CALM_WORDS.contains(word))
}

/// Whether a word is a known one as it is, without its drawn-out end, or without doubled letters.
pub(super) fn in_any_spelling(word: &str, known: impl Fn(&str) -> bool) -> bool {
    known(word)
        || known(undrawn(word))
        || matches!(single(word), Cow::Owned(single) if known(&single))
}

/// A word without letters that are written twice or more: `yaah`. It is borrowed when it has none.
fn single(word: &str) -> Cow<'_, str> {
    let doubled = |(one, next): (char, char)| one == next;
    if !word.chars().zip(word.chars().skip(1)).any(doubled) {
        return Cow::Borrowed(word);
    }
    let mut kept = String::with_capacity(word.len());
    for c in word.chars() {
        if !kept.ends_with(c) {
            kept.push(c);
        }
    }
    Cow::Owned(kept)
}

/// A word without its drawn-out end: `yaaa`, `okee`.
fn undrawn(word: &str) -> &str {
    let Some(last) = word.chars().last().filter(|c| c.is_alphabetic()) else {
        return word;
    };
    let short = word.trim_end_matches(last).len() + last.len_utf8();
    word.get(..short).unwrap_or(word)
}

/// Whether a word begins a customization of an item.
pub(super) fn asks_for(word: &str) -> bool {
    ASKS_FOR_WORDS.contains(word)
}

/// Whether a word negates the word after it.
pub(super) fn denies(word: &str) -> bool {
    matches!(
        word,
        "jangan" | "jgn" | "tanpa" | "bukan" | "ga" | "gak" | "tidak"
    )
}

/// Whether a word adds the next word to an item or leaves it out, even when that is also a name of
/// goods (`extra keju`), or introduces a flavour or size (`rasa keju`).
pub(super) fn alters(word: &str) -> bool {
    ALTERS_WORDS.contains(word)
}

/// Whether a word is about payment or a bank account.
pub(super) fn pays(word: &str) -> bool {
    PAYS_WORDS.contains(word)
}

/// Whether a word begins a remark about the order as a whole.
pub(super) fn tells(word: &str) -> bool {
    TELLS_WORDS.contains(word)
}

/// Whether a line tells about a payment that was made: `DP 50rb udah tf`.
pub(super) fn tells_paid(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split(' ');
    let paid = |word: &str| {
        pays(word)
            || matches!(
                word,
                "dp" | "ditransfer" | "ditp" | "bayar" | "dibayar" | "lunas"
            )
    };
    words
        .clone()
        .any(|word| matches!(word, "sudah" | "udah" | "udh" | "dah" | "sdh"))
        && words.any(paid)
}

/// Whether a short line orders the same as somebody else: `aku juga kak`, `idem`, `sama kaya Bu
/// Ani`.
pub(super) fn joins_in(line: &str) -> bool {
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let both = |first: &[&str], second: &str| {
        words
            .windows(2)
            .any(|pair| matches!(pair, [one, two] if first.contains(one) && *two == second))
    };
    let same = both(&["sama", "sm"], "kaya")
        || [
            "kayak", "kyk", "ky", "kek", "seperti", "spt", "dengan", "dgn",
        ]
        .iter()
        .any(|like| both(&["sama", "sm"], like))
        || words.contains(&"samain");
    words.len() <= 7 && same
        || words.len() <= 4
            && (words.iter().any(|word| matches!(*word, "idem" | "ikutan"))
                || both(&["aku", "saya", "gue", "aq"], "juga")
                || both(&["aku", "saya", "gue", "aq"], "ikut"))
}

/// Words that are looked up.
type WordList = LazyLock<HashSet<&'static str>>;

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}

/// See [`joins`].
static JOINS_WORDS: WordList = LazyLock::new(|| {
    words(
        "dan sama and plus serta trus karo lan sareng terus ama n ame kaliyan jeung deng mbek \
    ambek lalu wan teken sm sma dn",
    )
});

/// See [`numbers_otherwise`].
static NUMBERS_OTHERWISE_WORDS: WordList = LazyLock::new(|| {
    words(
        "no nomor nmr tgl tanggal jam pukul blok blk rt rw gg gang km lt kav pos umur usia ke \
    cash tp transfer dp isi tower unit kamar poli gerbang lantai jl jln jalan",
    )
});

/// See [`is_filler`].
static IS_FILLER_WORDS: WordList = LazyLock::new(|| {
    words(
        "kak tambah tambahin nambah berapa brp ka kk kakak min mimin admin bu ibu pak bapak mbak \
    mba mas sis gan bang bund bunda bun om tante mau mw pengen ingin order orderan pesan \
    pesen pesanan memesan mesen beli membeli ambil ikut po list listnya catat tolong minta \
    bisa ya yaa yah duanya keduanya yg yang dong donk deh nih sih aja saja juga lagi saya sy aku ak gue kami \
    hai hi halo hallo helo hello selamat pagi siang sore malam mlm assalamualaikum ass \
    permisi terima kasih makasih makasi thanks thx tks ok oke okay sip siap ini itu utk dgn \
    dengan hari jadi total totalnya rp please want i would like to me for nya id nggih njih \
    yo kulo kula abdi punten nuwun suwun nuhun atuh wae ae hoyong badhe tumbas meser pre",
    )
});

/// See [`asks_for`].
static ASKS_FOR_WORDS: WordList = LazyLock::new(|| {
    words(
        "tanpa kurang extra ekstra less lebih pakai pake jangan tulis tulisan ucapan warna rasa \
    ukuran size topping level dipisah pedas no",
    )
});

/// See [`alters`].
static ALTERS_WORDS: WordList =
    LazyLock::new(|| words("tanpa kurang extra ekstra less lebih pakai pake jangan"));

/// See [`pays`].
static PAYS_WORDS: WordList = LazyLock::new(|| {
    words(
        "transfer tp trp cash tunai cod qris bca bri bni mandiri bsi jago gopay dana ovo \
    shopeepay linkaja bank rek rekening norek",
    )
});

/// See [`tells`].
static TELLS_WORDS: WordList = LazyLock::new(|| {
    words(
        "untuk buat kirim dikirim antar diantar diambil tgl tanggal jam besok lusa senin selasa \
    rabu kamis jumat sabtu minggu cod transfer tp trp bayar dibayar gosend grab jne jnt \
    kalau kalo nanti dp sudah udah udh sdh lunas semua semuanya smua",
    )
});

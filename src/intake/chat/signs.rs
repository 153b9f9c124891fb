//! What words show, in the languages and spellings of Indonesian chats.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::numbers;
use super::vocabulary::{self, in_any_spelling};

/// What a word can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Wishes: `pesan`, `mau`.
    Wants,
    /// Asks: `berapa`, `kapan`.
    Asks,
    /// Asks when a negation follows: `ada (ga)`, `bisa (ga)`.
    Asked,
    /// Came, broke, is being complained about.
    Happened,
    /// `sudah`.
    Done,
    /// `belum`.
    Undone,
    /// `kemarin`, `lalu`.
    Past,
    /// A condition, or a doubt of one's own.
    If,
    /// Puts off: `bulan depan`, `tanya suami dulu`.
    Later,
    /// No number: `beberapa`, `sekitar`, `seperti biasa`.
    Vague,
    /// `batal`, `skip`.
    Cancels,
    /// `ganti`, `maksudnya`, `eh`.
    Changes,
    /// `tambah`.
    Adds,
    /// `lagi`, `juga`: the same goods again add up.
    More,
    /// `kurangi`.
    Lessens,
    /// `tidak`.
    No,
    /// `iya`, `oke`, `deal`.
    Yes,
    /// `habis`, `penuh`.
    Out,
    /// `aja`: only this.
    Only,
    /// `jadi`, before a number.
    Becomes,
    /// `katanya`.
    Hearsay,
    /// Family and friends, who may be the ones who order.
    Kin,
    /// Votes of a poll.
    Votes,
    /// A heading of a shop's own list.
    ShopList,
    /// A heading of a list of orders.
    OrderList,
    /// After a negation it takes back: `(ga) jadi`, `(ora) sido`.
    Denied,
}

use Sign::{
    Adds, Asked, Asks, Becomes, Cancels, Changes, Denied, Done, Happened, Hearsay, If, Kin, Later,
    Lessens, More, No, Only, OrderList, Out, Past, ShopList, Undone, Vague, Votes, Wants, Yes,
};

/// The words of each sign, folded, without drawn-out ends (`yaaa` is `ya`).
const WORDS: &[(Sign, &str)] = &[
    (
        Wants,
        "mau mw mo mao maw pengen pgn pingin pengin ingin order pesan pesen psn psen mesen memesan \
         pesankan pesenin pesanin mamasan kupesan tumbas beli bli membeli ambil ambilka ambilin \
         keep keepin catat catet dicatat bungkus bungkusin buatkan bikinin minta take want need butuh hoyong \
         hayang palay badhe bade ajeng arep arek tuku meser mundut pundut jupuk njupuk handak hendak \
         kepengen ngidam checkout titip nitip sikat pre pasan nio mauka mauki pesang meli ngidih numbas mundhut ngersakke mesenin pesankeun pangmesenkeun peryogi melle terro pessen nak memesankan dipesankan dipesan pesanin orderin bookin booking book amanin amankan req request cobain nyobain nyoba get have",
    ),
    (
        Asks,
        "berapa brp brapa brpa berapaan brapaan piro piroan pinten pintenan sabaraha sabarahaan bara \
         kapan kpn iraha mana kenapa knp napa naha gimana gmn gimna bagaimana piye kumaha kok apakah \
         adakah bisakah bolehkah how when which what why enakan diskon ready redy readi barapa berape brape kude berempa sadia",
    ),
    (
        Asked,
        "ada msh masih isih ono aya keneh taksih bisa isa iso bsa bs boleh bole bleh dapet dapat dpt \
         oleh available still got jadi jd ado adaji ade wenten wonten nu",
    ),
    (
        Happened,
        "enak lezat gurih renyah ludes dimakan dicicip otw meluncur dikemas kelar ketrima keterima rasanya rusaknya cacat kadaluarsa expired garansi kurir paketan pecah remuk rusak hancur basi tengik gosong jamuran bocor penyok peupeus remek ajur datang \
         dateng dtg sampe nyampe sampai nyampai mendarat tiba diterima nerima retur refund komplain \
         komplen bukti driver resi dapetnya dapatnya telat arrived broken received tertukar ketuker \
         keliru lecet mleyot harusnya seharusnya mestinya kudune dugi kehancur",
    ),
    (
        Done,
        "sudah udah udh uda sdh dah wis uwis wes wus atos geus enggeus already did sampun alah",
    ),
    (Undone, "belum blm blom belom durung acan"),
    (
        Past,
        "pesananku orderanku pesenanku kemarin kemaren kmrn kmaren kmren wingi kamari tadi td lalu tempo barusan yesterday",
    ),
    (
        If,
        "kalau kalo klo kalok kl klu nek yen upami upamana upama seumpama semisal misal misalnya \
         misale andai andaikan seandainya jika jikalau bila if rencana rencananya mungkin kayaknya \
         kayanya kayane kyknya kayake ketoke sepertinya barangkali asal asalkan maybe unless",
    ),
    (
        Later,
        "nunggu tunggu ngenteni tanya nanya takon depan kapan2 pikir pikir2 mikir dipikir pikirin dipikirkan ragu bingung galau tunda ditunda nunda hold pending undur diundur next kabari kabarin dikabari ngabari ngabarin pastikan",
    ),
    (
        Vague,
        "secukupnya seadanya sebisanya beberapa bbrp sekitar sktr kira kira2 kurleb kisaran secukupnya banyak dikit sedikit \
         atau ato atw or utawi utawa utowo minimal maksimal paling several some about biasa biasanya \
         biasane biasana secukupe",
    ),
    (
        Cancels,
        "batal batalkan batalin dibatalin dibatalkan cancel dicancel cancelled gajadi gajd gakjadi \
         nggajadi gausah gakusah skip mundur hapus dihapus coret urung wurung",
    ),
    (
        Changes,
        "ganti diganti gantiin digantiin ubah diubah rubah dirubah ralat koreksi revisi tukar tuker \
         dituker ditukar maksudnya maksud maksude maksudku eh salah bukan sanes dudu naikin dinaikin \
         naikkan canda becanda bercanda",
    ),
    (
        Adds,
        "tambah tambahin tambahan tambahi nambah ditambah ditambahin tambahkan tambahke imbuh add",
    ),
    (
        More,
        "lagi lg maneh deui juga jg jua ge oge pisan sekalian skalian more",
    ),
    (Lessens, "kurangi kurangin dikurangi dikurangin minus"),
    (
        No,
        "nda2 ra gada gaada g ga gak gk ngga nggak enggak engga tidak tdk ndak nda ora teu kagak kaga kga mboten no not \
         nope indak idak jangan jgn henteu moal ogah kada kadada nenten tusing tena dak nyanda endak ndakk",
    ),
    (
        Yes,
        "mantap mantul sip2 gaskan oce okee okeh noted lanjutkan ya iya iyo yo inggih enggih yes yoi ok oke okey okay sip siap deal fix fiks gas gaskeun betul \
         bener benar leres boleh setuju euh yowis yaudah yauda yawis sok hayu ayo lanjut cus yup yap \
         muhun iye iyah tetep tetap gpp gapapa kuy mangga monggo jadih iyah enya sumuhun heueuh engghi injih yoh olo hiih yep sure perfect acc ashiap asiap cocok nah sepakat yasudah yasudahlah yaudahlah ywdh ywd betull sudahlah",
    ),
    (
        Out,
        "sanggup libur overload kebanyakan off nutut kewalahan habis abis kosong full penuh ludes telas seep entek tutup ditutup close closed closing sold \
         gabisa kehabisan abih habisnya",
    ),
    (
        Only,
        "aja saja sj wae ae we thok tok doang doank hungkul only just cukup mawon gen dogen haja weh ajah",
    ),
    (
        Becomes,
        "jadi jadinya jd jdi dadi jangan jgn jadiin jadikan dijadiin dijadikan biar janten naikin",
    ),
    (Hearsay, "katanya jarene jare cenah ceunah konon ktnya"),
    (
        Kin,
        "istri suami bojo bojoku temen teman temenku temanku temanya adik adek kakakku mama mamaku papa \
         ibuku mertua sodara saudara tetangga bos anak anakku ponakan sepupu rekan istriku suamiku",
    ),
    (
        Votes,
        "vote votes voting poll polling suara opsi option jajak poling",
    ),
    (
        ShopList,
        "stok stock ready pengingat reminder resep jadwal packing belanja produksi panggang giveaway \
         sold voting hasil harga pricelist katalog testimoni testi rute anter antar kirim kiriman \
         pengiriman bahan oven open promo diskon update libur info pengumuman siap status menu contoh \
         kurir lalu kemarin ambil pickup besok",
    ),
    (
        OrderList,
        "pesanan pesenan pesan pesen list listnya daptar daftar po titip titipan order orderan rekap \
         arisan rekapan jastip catatan patungan absen",
    ),
    (
        Denied,
        "pesan pesen order ikut beli ambil nambah jadi jd mau sido sios estu tulus siyos jadina",
    ),
];

static SIGNS: LazyLock<HashMap<&'static str, Vec<Sign>>> = LazyLock::new(|| {
    let mut signs: HashMap<&'static str, Vec<Sign>> = HashMap::new();
    for (sign, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            signs.entry(word).or_default().push(*sign);
        }
    }
    signs
});

/// Whether a word shows a sign.
pub(super) fn shows(word: &str, sign: Sign) -> bool {
    let has = |word: &str| SIGNS.get(word).is_some_and(|signs| signs.contains(&sign));
    in_any_spelling(word, has)
}

/// Whether a word says that something is ordered.
pub(super) fn is_ordering(word: &str) -> bool {
    shows(word, Wants)
}

/// Whether a word shows anything at all.
pub(super) fn is_known(word: &str) -> bool {
    in_any_spelling(word, |word| SIGNS.contains_key(word))
}

/// Whether a word has a meaning of its own, so that it is no part of a name.
pub(super) fn says_something(word: &str) -> bool {
    is_known(word)
        || vocabulary::is_calm(word)
        || vocabulary::tells(word)
        || vocabulary::joins(word)
        || numbers::counts(word)
        || numbers::unit(word).is_some()
}

/// Whether a word is a number, in figures or letters.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || numbers::counts(word)
}
